package io.weirpool.sql.validate;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.catalog.Source;
import io.weirpool.sql.parse.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a query in which what is grouped and what reads the query outside stand apart, as Calcite takes no column of the
 * query outside beside aggregates. An aggregate over columns of the query outside only is one of that query, as in PostgreSQL:
 *
 * <pre>{@code
 * SELECT a, (SELECT count(*) FROM u WHERE u.b > sum(t.b)) FROM t GROUP BY a
 * SELECT $g.g0, (SELECT count(*) FROM u WHERE u.b > $g.a0) FROM (SELECT a AS g0, sum(b) AS a0 FROM t GROUP BY a) AS $g
 * }</pre>
 */
final class AggregateLevels extends ScopedCopy {
    private int splits;

    private AggregateLevels(Map<String, List<String>> columnsOf, Map<String, Source> sources) {
        super(columnsOf, sources);
    }

    /** @param columnsOf names of columns of what the query may read */
    static SqlNode apply(SqlNode query, Map<String, List<String>> columnsOf, Map<String, Source> sources) {
        SqlNode copy = query.accept(new AggregateLevels(columnsOf, sources));
        if (copy == null) {
            throw new IllegalStateException("a query is never nothing");
        }
        return copy;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (call instanceof SqlSelect select) {
            return select(select, true);
        }
        if (call instanceof SqlOrderBy ordered) {
            SqlNode query = ordered.query instanceof SqlSelect select
                    ? select(select, isByOutputs(ordered.orderList, select))
                    : ordered.query.accept(this);
            return new SqlOrderBy(ordered.getParserPosition(), query, ordered.orderList, ordered.offset, ordered.fetch);
        }
        if (call instanceof SqlWith with) {
            return with(with, body -> requireNonNull(body.accept(this)));
        }
        if (call.getKind() == SqlKind.AS) {
            List<SqlNode> operands = new ArrayList<>(call.getOperandList());
            operands.set(0, copy(operands.get(0)));
            return call.getOperator().createCall(call.getFunctionQuantifier(), call.getParserPosition(), operands);
        }
        return super.visit(call);
    }

    private static boolean isByOutputs(SqlNodeList order, SqlSelect select) {
        Set<String> outputs = RowOutputs.names(select);
        return order.stream()
                .map(AggregateLevels::undirected)
                .allMatch(item -> item instanceof SqlNumericLiteral
                        || (item instanceof SqlIdentifier name
                                && name.isSimple()
                                && outputs.contains(name.getSimple())));
    }

    private static SqlNode undirected(SqlNode item) {
        return switch (item.getKind()) {
            case DESCENDING, NULLS_FIRST, NULLS_LAST -> undirected(((SqlCall) item).operand(0));
            default -> item;
        };
    }

    /** @param apart whether its columns can be made beside it */
    private SqlNode select(SqlSelect given, boolean apart) {
        RowTables tables = tables(given.getFrom());
        SqlSelect select = (SqlSelect) given.clone(given.getParserPosition());
        select.setFrom(from(given.getFrom(), tables));
        scopes.push(tables);
        SqlNodeList items = new SqlNodeList(given.getSelectList().getParserPosition());
        for (SqlNode item : given.getSelectList()) {
            items.add(item.accept(this));
        }
        select.setSelectList(items);
        select.setWhere(copy(given.getWhere()));
        select.setGroupBy((SqlNodeList) copy(given.getGroup()));
        select.setHaving(copy(given.getHaving()));
        select.setQualify(copy(given.getQualify()));
        LevelReads reads = LevelReads.of(select, scopes, this::tables);
        SqlNode split = select;
        if (reads.isGrouped() && (reads.outside() || reads.within() != null)) {
            SqlNode made = apart ? SplitAggregate.of(select, "$groups" + splits++, scopes, this::tables) : null;
            if (made == null && reads.within() != null) {
                throw Mistake.unsupported(
                        reads.within().getParserPosition(),
                        "an aggregate of columns of the query outside, which is one of that query, is not supported"
                                + " here",
                        "Aggregate in a subquery in FROM, and read its column.");
            }
            split = made == null ? select : made;
        }
        scopes.pop();
        return split;
    }
}
