package io.weirpool.sql.validate;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.DeclaredColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a query in which rows as values, {@code (a, b)}, {@code ROW(a, b)}, the name of a table and that of a column of
 * type ROW, are taken apart where that can be done: see {@link RowUses}. A name is a table's only where it is no column's.
 */
final class RowValues extends ScopedCopy {
    /** Whether there is a column of type ROW at all. */
    private final boolean rows;

    private final Set<SqlNode> copies = Collections.newSetFromMap(new IdentityHashMap<>());
    private RowItems.Use use = RowItems.Use.VALUE;

    private RowValues(Map<String, List<String>> columnsOf, Map<String, Source> sources) {
        super(columnsOf, sources);
        this.rows = columnsOf.values().stream().anyMatch(DeclaredColumn::anyRow);
    }

    /** @param columnsOf names of columns of what the query may read */
    static SqlNode apply(SqlNode query, Map<String, List<String>> columnsOf, Map<String, Source> sources) {
        RowValues copier = new RowValues(columnsOf, sources);
        SqlNode copy = RowOutputs.apply(copier.used(query, RowItems.Use.VIEW));
        if (copier.rows) {
            RowsLeft.refuse(copy);
        }
        return copy;
    }

    private SqlNode used(SqlNode query, RowItems.Use as) {
        use = as;
        return requireNonNull(query.accept(this), "a query is never nothing");
    }

    @Override
    SqlNode table(SqlNode query) {
        return used(query, RowItems.Use.TABLE);
    }

    @Override
    SqlNode condition(SqlNode condition) {
        return RowEquality.asCondition(super.condition(condition));
    }

    @Override
    boolean isCopied(SqlNode from) {
        return copies.contains(from);
    }

    @Override
    SqlWithItem item(SqlWithItem given, SqlNode query) {
        SqlNodeList names = given.columnList;
        SqlNodeList all = names == null ? null : RowItems.names(names, names(query));
        return new SqlWithItem(given.getParserPosition(), given.name, all, query, given.recursive);
    }

    @Override
    SqlWithItem read(SqlWithItem given, SqlWithItem copy) {
        return rows ? copy : given;
    }

    @Override
    public @Nullable SqlNode visit(SqlIdentifier identifier) {
        SqlNode row = rows ? RowPaths.find(identifier, scopes) : null;
        if (row != null) {
            return row;
        }
        boolean star = identifier.isStar() && identifier.names.size() == 2;
        if (!star && !identifier.isSimple()) {
            return identifier;
        }
        String name = identifier.names.get(0);
        for (RowTables scope : scopes) {
            RowTables.Table table = scope.tables().get(name);
            if (!star && (!scope.known() || scope.hasColumn(name))) {
                return identifier;
            }
            if (table != null) {
                return new WholeRow(table, star, identifier.getParserPosition());
            }
        }
        return identifier;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        RowItems.Use as = use;
        use = RowItems.Use.VALUE;
        if (call instanceof SqlSelect select) {
            return select(select, as);
        }
        if (call instanceof SqlOrderBy ordered) {
            return ordered(ordered, as);
        }
        if (call instanceof SqlWith with) {
            return with(with, body -> used(body, as));
        }
        if (call.isA(SqlKind.SET_QUERY)) {
            return RowItems.combined(
                    call,
                    call.getOperandList().stream()
                            .map(query -> used(query, as == RowItems.Use.VIEW ? RowItems.Use.VALUE : as))
                            .toList(),
                    this::names);
        }
        if (call.getKind() == SqlKind.AS || call.getKind() == SqlKind.OVER || call.getKind() == SqlKind.DOT) {
            return withFirst(call);
        }
        if (call.getKind() == SqlKind.ARGUMENT_ASSIGNMENT || call.getKind() == SqlKind.DESCRIPTOR) {
            return call;
        }
        if (call.getKind() == SqlKind.EXISTS) {
            return call.getOperator().createCall(call.getParserPosition(), used(call.operand(0), RowItems.Use.TEST));
        }
        SqlNode copy = super.visit(call);
        if (copy instanceof SqlWindow window) {
            window.setPartitionList(RowUses.items(window.getPartitionList()));
            window.setOrderList(RowUses.items(window.getOrderList()));
        }
        return copy instanceof SqlCall copied ? RowUses.apply(copied) : copy;
    }

    /** A name or a window follows, which is no value. */
    private SqlNode withFirst(SqlCall call) {
        List<SqlNode> operands = new ArrayList<>(call.getOperandList());
        boolean all = call.operand(0) instanceof SqlIdentifier name && name.isStar();
        if (!all) {
            operands.set(0, call.operand(0).accept(this));
        }
        if (call.getKind() == SqlKind.OVER && call.operand(1) instanceof SqlWindow window) {
            operands.set(1, window.accept(this));
        }
        SqlNode copy = call.getOperator().createCall(call.getFunctionQuantifier(), call.getParserPosition(), operands);
        if (call.getKind() == SqlKind.DOT && FunctionTables.part((SqlCall) copy) != copy) {
            return copy;
        }
        if (call.getKind() == SqlKind.DOT && !RowUses.isRow(operands.get(0))) {
            throw RowPaths.noRow(call.operand(0), call.operand(1).toString(), call.getParserPosition());
        }
        return call.getKind() == SqlKind.DOT ? RowUses.apply((SqlCall) copy) : copy;
    }

    private SqlNode select(SqlSelect given, RowItems.Use as) {
        SqlSelect select = (SqlSelect) given.clone(given.getParserPosition());
        SqlNode from = given.getFrom() == null ? null : queriesCopied(given.getFrom());
        RowTables tables = tables(from);
        select.setFrom(from(from, tables));
        scopes.push(tables);
        RowItems output = new RowItems(tables, from, as, this);
        SqlNodeList items = output.of(given.getSelectList());
        select.setSelectList(items);
        select.setWhere(given.getWhere() == null ? null : condition(given.getWhere()));
        SqlNodeList group = (SqlNodeList) copy(given.getGroup());
        select.setHaving(copy(given.getHaving()));
        if (group != null) {
            List<SqlNode> read = new ArrayList<>(items.getList());
            Optional.ofNullable(select.getHaving()).ifPresent(read::add);
            GroupedByRow.check(group, read);
            output.refusePlaces(group);
            select.setGroupBy(RowUses.items(group));
        }
        select.setQualify(copy(given.getQualify()));
        scopes.pop();
        return select;
    }

    /** With subqueries copied, unless they are LATERAL, so that their columns are known. */
    private SqlNode queriesCopied(SqlNode from) {
        if (!rows) {
            return from;
        }
        if (from instanceof SqlJoin given) {
            SqlJoin join = (SqlJoin) given.clone(given.getParserPosition());
            join.setLeft(queriesCopied(given.getLeft()));
            join.setRight(queriesCopied(given.getRight()));
            return join;
        }
        if (from.getKind() == SqlKind.AS) {
            SqlCall call = (SqlCall) from;
            List<SqlNode> operands = new ArrayList<>(call.getOperandList());
            operands.set(0, queriesCopied(operands.get(0)));
            List<SqlNode> names = operands.subList(2, operands.size());
            List<SqlNode> all = RowItems.names(names, names.isEmpty() ? List.of() : names(operands.get(0)));
            List<SqlNode> table = new ArrayList<>(operands.subList(0, 2));
            table.addAll(all);
            return call.getOperator().createCall(call.getParserPosition(), table);
        }
        if (!from.isA(SqlKind.QUERY)) {
            return from;
        }
        SqlNode copy = table(from);
        copies.add(copy);
        return copy;
    }

    private SqlNode ordered(SqlOrderBy ordered, RowItems.Use as) {
        SqlNode query = used(ordered.query, as);
        SqlNodeList order = ordered.orderList;
        if (ordered.query instanceof SqlSelect select) {
            SqlNode from = rows ? ((SqlSelect) query).getFrom() : select.getFrom();
            RowTables tables = tables(from);
            Set<String> outputs = RowOutputs.names(select);
            scopes.push(tables);
            RowItems output = new RowItems(tables, from, as, this);
            SqlNodeList copy = new SqlNodeList(order.getParserPosition());
            for (SqlNode item : order) {
                SqlNode row = output.ordered(item, select.getSelectList());
                boolean named = item instanceof SqlIdentifier name && outputs.contains(name.toString());
                copy.add(row != null ? row : named ? item : item.accept(this));
            }
            output.look(select.getSelectList());
            output.refusePlaces(copy);
            scopes.pop();
            order = RowUses.items(copy);
        }
        return new SqlOrderBy(ordered.getParserPosition(), query, order, ordered.offset, ordered.fetch);
    }
}
