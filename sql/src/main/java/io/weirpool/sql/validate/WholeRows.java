package io.weirpool.sql.validate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a query in which the name of a function in FROM, used as a value, is its only column: {@code SELECT e ->> 'id'
 * FROM t, jsonb_array_elements(t.items) AS e}. Where any column is called so it is left as it is, as PostgreSQL would take
 * the column.
 */
final class WholeRows extends SqlShuttle {
    private final Set<String> columns;
    private final Deque<Map<String, SqlIdentifier>> scopes = new ArrayDeque<>();

    private WholeRows(Set<String> columns) {
        this.columns = columns;
    }

    /** @param columnsOf names of columns of what the query may read */
    static SqlNode apply(SqlNode query, Map<String, List<String>> columnsOf) {
        Set<String> columns = new HashSet<>();
        query.accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlIdentifier read) {
                columns.addAll(columnsOf.getOrDefault(read.names.get(read.names.size() - 1), List.of()));
                return null;
            }
        });
        query.accept(new NamedWithin(columns));
        SqlNode copy = query.accept(new WholeRows(columns));
        if (copy == null) {
            throw new IllegalStateException("a query is never nothing");
        }
        return copy;
    }

    @Override
    public @Nullable SqlNode visit(SqlIdentifier identifier) {
        if (identifier.isSimple() && !columns.contains(identifier.getSimple())) {
            for (Map<String, SqlIdentifier> scope : scopes) {
                SqlIdentifier column = scope.get(identifier.getSimple());
                if (column != null) {
                    return column.clone(identifier.getParserPosition());
                }
            }
        }
        return identifier;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (call instanceof SqlSelect select) {
            return select(select);
        }
        if (call instanceof SqlOrderBy || call instanceof SqlWith || call instanceof SqlWithItem) {
            return queriesOf(call);
        }
        if (call.getKind() == SqlKind.AS) {
            return withFirst(call, call.operand(0).accept(this));
        }
        return super.visit(call);
    }

    /** Names of tables and of columns stay. */
    private SqlNode queriesOf(SqlCall call) {
        List<SqlNode> operands = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            boolean items = call instanceof SqlWith && operand instanceof SqlNodeList;
            boolean replaced = operand != null && (operand.isA(SqlKind.QUERY) || items);
            operands.add(replaced ? operand.accept(this) : operand);
        }
        if (call instanceof SqlOrderBy ordered && ordered.query instanceof SqlSelect select) {
            operands.set(1, order(ordered.orderList, select));
        }
        return call.getOperator().createCall(call.getFunctionQuantifier(), call.getParserPosition(), operands);
    }

    /** A name alone is an output column's first. */
    private SqlNodeList order(SqlNodeList order, SqlSelect select) {
        Map<String, SqlIdentifier> scope = new HashMap<>();
        collect(select.getFrom(), scope);
        for (SqlNode item : select.getSelectList()) {
            if (item.getKind() == SqlKind.AS) {
                scope.remove(((SqlCall) item).operand(1).toString());
            }
        }
        scopes.push(scope);
        SqlNodeList copy = new SqlNodeList(order.getParserPosition());
        order.forEach(item -> copy.add(item.accept(this)));
        scopes.pop();
        return copy;
    }

    private static SqlNode withFirst(SqlCall call, @Nullable SqlNode first) {
        List<SqlNode> operands = new ArrayList<>(call.getOperandList());
        operands.set(0, first);
        return call.getOperator().createCall(call.getFunctionQuantifier(), call.getParserPosition(), operands);
    }

    private SqlNode select(SqlSelect given) {
        SqlSelect select = (SqlSelect) given.clone(given.getParserPosition());
        Map<String, SqlIdentifier> scope = new HashMap<>();
        collect(given.getFrom(), scope);
        scopes.push(scope);
        select.setFrom(from(given.getFrom()));
        select.setSelectList(items(given.getSelectList()));
        select.setWhere(copy(given.getWhere()));
        select.setGroupBy((SqlNodeList) copy(given.getGroup()));
        select.setHaving(copy(given.getHaving()));
        select.setQualify(copy(given.getQualify()));
        scopes.pop();
        return select;
    }

    private @Nullable SqlNode copy(@Nullable SqlNode node) {
        return node == null ? null : node.accept(this);
    }

    private SqlNodeList items(SqlNodeList items) {
        SqlNodeList copy = new SqlNodeList(items.getParserPosition());
        for (SqlNode item : items) {
            SqlNode replaced = item.accept(this);
            boolean whole = item instanceof SqlIdentifier && replaced != item;
            copy.add(whole ? SqlStdOperatorTable.AS.createCall(item.getParserPosition(), replaced, item) : replaced);
        }
        return copy;
    }

    /** Functions in FROM with one column that is not called like them. */
    private static void collect(@Nullable SqlNode from, Map<String, SqlIdentifier> scope) {
        if (from instanceof SqlJoin join) {
            collect(join.getLeft(), scope);
            collect(join.getRight(), scope);
        } else if (from instanceof SqlCall named && isFunction(named) && named.operandCount() == 3) {
            SqlIdentifier table = named.operand(1);
            SqlIdentifier column = named.operand(2);
            if (!table.getSimple().equals(column.getSimple())) {
                scope.put(
                        table.getSimple(),
                        new SqlIdentifier(List.of(table.getSimple(), column.getSimple()), table.getParserPosition()));
            }
        }
    }

    private static boolean isFunction(SqlCall named) {
        return named.getKind() == SqlKind.AS
                && named.operand(0).getKind() == SqlKind.LATERAL
                && FunctionTables.isTable(((SqlCall) named.operand(0)).operand(0));
    }

    private @Nullable SqlNode from(@Nullable SqlNode from) {
        if (from instanceof SqlJoin given) {
            SqlJoin join = (SqlJoin) given.clone(given.getParserPosition());
            join.setLeft(from(given.getLeft()));
            join.setRight(from(given.getRight()));
            SqlNode condition = given.getCondition();
            if (condition != null && !(condition instanceof SqlNodeList)) {
                join.setOperand(5, condition.accept(this));
            }
            return join;
        }
        if (from instanceof SqlCall call && call.getKind() == SqlKind.AS) {
            return withFirst(call, from(call.operand(0)));
        }
        return from instanceof SqlIdentifier ? from : copy(from);
    }

    /** Names that queries in FROM and WITH give their columns. */
    private static final class NamedWithin extends SqlBasicVisitor<@Nullable Void> {
        private final Set<String> names;

        NamedWithin(Set<String> names) {
            this.names = names;
        }

        @Override
        public @Nullable Void visit(SqlCall call) {
            boolean named = call.getKind() == SqlKind.AS;
            if (named) {
                String alias = call.operand(1).toString();
                call.getOperandList().stream()
                        .skip(2)
                        .filter(column ->
                                !(isFunction(call) && column.toString().equals(alias)))
                        .forEach(this::add);
            }
            if (call instanceof SqlWithItem item && item.columnList != null) {
                item.columnList.forEach(this::add);
            }
            if (named && call.operand(0).isA(SqlKind.QUERY)) {
                call.operand(0).accept(new Items());
            }
            if (call instanceof SqlWithItem item) {
                item.query.accept(new Items());
            }
            return super.visit(call);
        }

        private void add(@Nullable SqlNode name) {
            if (name instanceof SqlIdentifier identifier && identifier.isSimple()) {
                names.add(identifier.getSimple());
            }
        }

        private final class Items extends SqlBasicVisitor<@Nullable Void> {
            @Override
            public @Nullable Void visit(SqlCall call) {
                if (call instanceof SqlSelect select) {
                    select.getSelectList().forEach(this::item);
                }
                return super.visit(call);
            }

            private void item(SqlNode item) {
                if (item instanceof SqlCall call && call.getKind() == SqlKind.AS) {
                    add(call.operand(1));
                } else if (item instanceof SqlIdentifier identifier && !identifier.isStar()) {
                    names.add(identifier.names.get(identifier.names.size() - 1));
                }
            }
        }
    }
}
