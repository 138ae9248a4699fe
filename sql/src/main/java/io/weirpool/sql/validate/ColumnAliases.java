package io.weirpool.sql.validate;

import io.weirpool.sql.parse.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a query in which names of columns after a table are complete: in {@code t AS x(p)} columns beyond the first
 * keep their names, as in PostgreSQL. Left as they are where the names are not known; too few are then a mistake.
 */
final class ColumnAliases extends SqlShuttle {
    private final Map<String, List<String>> columnsOf;
    private final SqlNode query;

    private ColumnAliases(Map<String, List<String>> columnsOf, SqlNode query) {
        this.columnsOf = columnsOf;
        this.query = query;
    }

    /** @param columnsOf names of columns of what the query may read */
    static SqlNode apply(SqlNode query, Map<String, List<String>> columnsOf) {
        SqlNode copy = query.accept(new ColumnAliases(columnsOf, query));
        if (copy == null) {
            throw new IllegalStateException("a query is never nothing");
        }
        return copy;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        SqlNode copy = super.visit(call);
        if (call.getKind() != SqlKind.AS || call.operandCount() < 3 || !(copy instanceof SqlCall named)) {
            return copy;
        }
        List<String> own = names(named.operand(0));
        int given = named.operandCount() - 2;
        if (own.size() <= given) {
            return own.isEmpty() || own.size() == given ? copy : tooMany(named, own.size());
        }
        List<SqlNode> operands = new ArrayList<>(named.getOperandList());
        own.subList(given, own.size()).forEach(name -> operands.add(new SqlIdentifier(name, SqlParserPos.ZERO)));
        return named.getOperator().createCall(named.getParserPosition(), operands);
    }

    private static SqlNode tooMany(SqlCall named, int columns) {
        throw Mistake.invalid(
                named.operand(2 + columns).getParserPosition(),
                "%s has %d columns, and %d are named".formatted(named.operand(1), columns, named.operandCount() - 2),
                "Name no more columns than there are.");
    }

    /** Of the columns of something in FROM; none where they are not known. */
    private List<String> names(SqlNode table) {
        if (table instanceof SqlIdentifier name && name.isSimple()) {
            boolean hidden = WithNames.of(query).contains(name.getSimple());
            return hidden ? List.of() : columnsOf.getOrDefault(name.getSimple(), List.of());
        }
        if (table instanceof SqlSelect select) {
            return ofItems(select.getSelectList(), select.getFrom());
        }
        if (table instanceof SqlJoin join) {
            return ofJoin(join);
        }
        if (table.getKind() == SqlKind.AS) {
            SqlCall alias = (SqlCall) table;
            return alias.operandCount() == 2 ? names(alias.operand(0)) : aliases(alias);
        }
        if (table instanceof SqlOrderBy ordered) {
            return names(ordered.query);
        }
        if (table instanceof SqlWith with) {
            return names(with.body);
        }
        if (table.getKind() == SqlKind.VALUES && ((SqlCall) table).operand(0) instanceof SqlCall row) {
            return IntStream.rangeClosed(1, row.operandCount())
                    .mapToObj(i -> "column" + i)
                    .toList();
        }
        return table.isA(SqlKind.SET_QUERY) ? names(((SqlCall) table).operand(0)) : List.of();
    }

    /** Those after a table's name, which are all by now where its own are known. */
    private static List<String> aliases(SqlCall alias) {
        return alias.getOperandList().stream().skip(2).map(SqlNode::toString).toList();
    }

    /** Of one without merged columns; of two of a name the second is called otherwise, as no name can stand for both. */
    private List<String> ofJoin(SqlJoin join) {
        List<String> left = names(join.getLeft());
        List<String> right = names(join.getRight());
        if (left.isEmpty()
                || right.isEmpty()
                || join.isNatural()
                || join.getConditionType() == JoinConditionType.USING) {
            return List.of();
        }
        List<String> names = new ArrayList<>(left);
        for (String name : right) {
            String own = name;
            for (int i = 0; names.contains(own); i++) {
                own = name + i;
            }
            names.add(own);
        }
        return names;
    }

    private List<String> ofItems(SqlNodeList items, @Nullable SqlNode from) {
        if (from != null
                && items.size() == 1
                && items.get(0) instanceof SqlIdentifier all
                && all.names.equals(List.of(""))) {
            return names(from);
        }
        List<String> names = new ArrayList<>();
        for (SqlNode item : items) {
            SqlNode name = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(1) : item;
            if (!(name instanceof SqlIdentifier identifier) || identifier.isStar()) {
                return List.of();
            }
            names.add(identifier.names.get(identifier.names.size() - 1));
        }
        return names;
    }
}
