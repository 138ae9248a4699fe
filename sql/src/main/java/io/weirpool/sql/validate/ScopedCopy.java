package io.weirpool.sql.validate;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.catalog.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Copies a query and knows, wherever it is, the tables whose columns can be named there: the innermost FROM's first. */
abstract class ScopedCopy extends SqlShuttle {
    final Deque<RowTables> scopes = new ArrayDeque<>();

    private final Map<String, Source> sources;
    private ColumnNames names;

    /** Names that WITH gives, which hide sources. */
    private Set<String> defined = Set.of();

    /** @param columnsOf names of columns of what the query may read */
    ScopedCopy(Map<String, List<String>> columnsOf, Map<String, Source> sources) {
        this.names = new ColumnNames(columnsOf);
        this.sources = sources;
    }

    RowTables tables(@Nullable SqlNode from) {
        return RowTables.of(from, new Reading());
    }

    private final class Reading implements RowTables.Catalog {
        @Override
        public List<String> columns(SqlNode table) {
            return names.of(table);
        }

        @Override
        public @Nullable String neverNull(SqlNode table) {
            if (!(table instanceof SqlIdentifier name) || defined.contains(name.toString())) {
                return null;
            }
            Source source = sources.get(name.names.get(name.names.size() - 1));
            return source == null
                    ? null
                    : source.columns().columns().stream()
                            .filter(column -> !column.type().nullable())
                            .map(column -> column.name().value())
                            .findFirst()
                            .orElse(null);
        }
    }

    final SqlNode with(SqlWith with, UnaryOperator<SqlNode> body) {
        ColumnNames before = names;
        Set<String> definedBefore = defined;
        SqlNodeList items = new SqlNodeList(with.withList.getParserPosition());
        for (SqlNode node : with.withList) {
            SqlWithItem item = (SqlWithItem) node;
            SqlWithItem copy = item(item, table(item.query));
            items.add(copy);
            names = names.with(read(item, copy));
            Set<String> all = new HashSet<>(defined);
            all.add(item.name.getSimple());
            defined = all;
        }
        SqlNode copy = new SqlWith(with.getParserPosition(), items, body.apply(with.body));
        names = before;
        defined = definedBefore;
        return copy;
    }

    SqlWithItem item(SqlWithItem given, SqlNode query) {
        return new SqlWithItem(given.getParserPosition(), given.name, given.columnList, query, given.recursive);
    }

    /** The one of an item of WITH and its copy of which the names of columns are read. */
    SqlWithItem read(SqlWithItem given, SqlWithItem copy) {
        return given;
    }

    /** A copy of a query that is read as a table. */
    SqlNode table(SqlNode query) {
        return requireNonNull(query.accept(this));
    }

    /** A copy of a condition of WHERE or ON. */
    SqlNode condition(SqlNode condition) {
        return requireNonNull(condition.accept(this));
    }

    /** Whether what stands in FROM is a copy. */
    boolean isCopied(SqlNode from) {
        return false;
    }

    final List<String> names(SqlNode table) {
        return names.of(table);
    }

    final @Nullable SqlNode copy(@Nullable SqlNode node) {
        return node == null ? null : node.accept(this);
    }

    /** Names of tables stay; conditions, and what is LATERAL, see the tables beside them. */
    final @Nullable SqlNode from(@Nullable SqlNode from, RowTables tables) {
        if (from instanceof SqlJoin given) {
            SqlJoin join = (SqlJoin) given.clone(given.getParserPosition());
            join.setLeft(from(given.getLeft(), tables));
            join.setRight(from(given.getRight(), tables));
            SqlNode condition = given.getCondition();
            if (condition != null && !(condition instanceof SqlNodeList)) {
                scopes.push(tables);
                join.setOperand(MergedColumns.CONDITION, condition(condition));
                scopes.pop();
            }
            return join;
        }
        if (from instanceof SqlBasicCall call && (call.getKind() == SqlKind.AS || call.getKind() == SqlKind.LATERAL)) {
            boolean lateral = call.getKind() == SqlKind.LATERAL;
            if (lateral) {
                scopes.push(tables);
            }
            List<SqlNode> operands = new ArrayList<>(call.getOperandList());
            operands.set(0, from(call.operand(0), tables));
            if (lateral) {
                scopes.pop();
            }
            return call.getOperator().createCall(call.getParserPosition(), operands);
        }
        if (from == null || isCopied(from)) {
            return from;
        }
        return from.isA(SqlKind.QUERY) ? table(from) : FunctionTables.isTable(from) ? copy(from) : from;
    }
}
