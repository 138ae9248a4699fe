package io.weirpool.sql.validate;

import io.weirpool.common.catalog.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWith;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a query in which rows as values, {@code (a, b)}, {@code ROW(a, b)} and the name of a table, are taken apart where
 * that can be done: see {@link RowUses}. A name is a table's only where it is no column's.
 */
final class RowValues extends ScopedCopy {
    private RowValues(Map<String, List<String>> columnsOf, Map<String, Source> sources) {
        super(columnsOf, sources);
    }

    /** @param columnsOf names of columns of what the query may read */
    static SqlNode apply(SqlNode query, Map<String, List<String>> columnsOf, Map<String, Source> sources) {
        SqlNode copy = query.accept(new RowValues(columnsOf, sources));
        if (copy == null) {
            throw new IllegalStateException("a query is never nothing");
        }
        return RowOutputs.apply(copy);
    }

    @Override
    public @Nullable SqlNode visit(SqlIdentifier identifier) {
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
        if (call instanceof SqlSelect select) {
            return select(select, tables(select.getFrom()));
        }
        if (call instanceof SqlOrderBy ordered) {
            return ordered(ordered);
        }
        if (call instanceof SqlWith with) {
            return with(with);
        }
        if (call.getKind() == SqlKind.AS || call.getKind() == SqlKind.OVER || call.getKind() == SqlKind.DOT) {
            return withFirst(call);
        }
        if (call.getKind() == SqlKind.ARGUMENT_ASSIGNMENT || call.getKind() == SqlKind.DESCRIPTOR) {
            return call;
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
        return call.getKind() == SqlKind.DOT ? RowUses.apply((SqlCall) copy) : copy;
    }

    private SqlNode select(SqlSelect given, RowTables tables) {
        SqlSelect select = (SqlSelect) given.clone(given.getParserPosition());
        select.setFrom(from(given.getFrom(), tables));
        scopes.push(tables);
        SqlNodeList items = new SqlNodeList(given.getSelectList().getParserPosition());
        for (SqlNode item : given.getSelectList()) {
            boolean star = item instanceof SqlIdentifier name && name.isStar();
            items.add(star ? item : OutputNames.keeping(item, item.accept(this)));
        }
        select.setSelectList(items);
        select.setWhere(copy(given.getWhere()));
        SqlNodeList group = (SqlNodeList) copy(given.getGroup());
        select.setHaving(copy(given.getHaving()));
        if (group != null) {
            List<SqlNode> read = new ArrayList<>(items.getList());
            Optional.ofNullable(select.getHaving()).ifPresent(read::add);
            GroupedByRow.check(group, read);
            select.setGroupBy(RowUses.items(group));
        }
        select.setQualify(copy(given.getQualify()));
        scopes.pop();
        return select;
    }

    private SqlNode ordered(SqlOrderBy ordered) {
        SqlNode query = ordered.query.accept(this);
        SqlNodeList order = ordered.orderList;
        if (ordered.query instanceof SqlSelect select) {
            RowTables tables = tables(select.getFrom());
            Set<String> outputs = RowOutputs.names(select);
            scopes.push(tables);
            SqlNodeList copy = new SqlNodeList(order.getParserPosition());
            for (SqlNode item : order) {
                boolean output = item instanceof SqlIdentifier name && outputs.contains(name.toString());
                copy.add(output ? item : item.accept(this));
            }
            scopes.pop();
            order = RowUses.items(copy);
        }
        return new SqlOrderBy(ordered.getParserPosition(), query, order, ordered.offset, ordered.fetch);
    }
}
