package io.weirpool.sql.validate;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/** A grouped query as one that reads its groups, with their keys and aggregates as columns. */
final class SplitAggregate extends SqlShuttle {
    private final Level level;
    private final List<SqlNode> keys = new ArrayList<>();
    private final List<SqlNode> aggregates = new ArrayList<>();
    private final String groups;
    private boolean possible = true;

    private SplitAggregate(Level level, String groups) {
        this.level = level;
        this.groups = groups;
    }

    /**
     * The query; null where that is not possible.
     *
     * @param name for the groups, which none of the queries inside and outside has
     */
    static @Nullable SqlNode of(
            SqlSelect select, String name, Deque<RowTables> scopes, Function<@Nullable SqlNode, RowTables> tables) {
        SplitAggregate split = new SplitAggregate(new Level(scopes, tables), name);
        return split.readKeys(select.getGroup()) && select.getQualify() == null ? split.split(select) : null;
    }

    private boolean readKeys(@Nullable SqlNodeList group) {
        if (group == null) {
            return true;
        }
        for (SqlNode key : group) {
            boolean sets = switch (key.getKind()) {
                case ROLLUP, CUBE, GROUPING_SETS, ROW -> true;
                default -> false;
            };
            boolean column = key instanceof SqlIdentifier name && level.of(name) == 0;
            if (sets
                    || key instanceof SqlLiteral
                    || key instanceof SqlNodeList
                    || (key instanceof SqlIdentifier && !column)) {
                return false;
            }
            keys.add(key);
        }
        return true;
    }

    private @Nullable SqlNode split(SqlSelect select) {
        SqlParserPos place = select.getParserPosition();
        SqlNodeList items = new SqlNodeList(select.getSelectList().getParserPosition());
        for (SqlNode item : select.getSelectList()) {
            items.add(item(item));
        }
        SqlNode having = select.getHaving() == null ? null : select.getHaving().accept(this);
        if (!possible) {
            return null;
        }
        SqlSelect inner = (SqlSelect) select.clone(place);
        inner.setSelectList(columns(place));
        inner.setHaving(null);
        inner.setOperand(0, SqlNodeList.EMPTY);
        SqlSelect outer = (SqlSelect) select.clone(place);
        outer.setSelectList(items);
        outer.setFrom(SqlStdOperatorTable.AS.createCall(place, inner, new SqlIdentifier(groups, place)));
        outer.setWhere(having);
        outer.setGroupBy(null);
        outer.setHaving(null);
        return outer;
    }

    private SqlNode item(SqlNode item) {
        SqlNode copy = item.accept(this);
        if (item instanceof SqlIdentifier name && copy != item) {
            String own = name.names.get(name.names.size() - 1);
            return named(copy, own);
        }
        return OutputNames.keeping(item, copy);
    }

    private static SqlNode named(@Nullable SqlNode node, String name) {
        SqlParserPos place = node == null ? SqlParserPos.ZERO : node.getParserPosition();
        return SqlStdOperatorTable.AS.createCall(place, node, new SqlIdentifier(name, place));
    }

    private SqlNodeList columns(SqlParserPos place) {
        SqlNodeList columns = new SqlNodeList(place);
        for (int i = 0; i < keys.size(); i++) {
            columns.add(named(keys.get(i), key(i)));
        }
        for (int i = 0; i < aggregates.size(); i++) {
            columns.add(named(aggregates.get(i), aggregate(i)));
        }
        if (columns.isEmpty()) {
            columns.add(named(SqlStdOperatorTable.COUNT.createCall(place, SqlIdentifier.star(place)), aggregate(0)));
        }
        return columns;
    }

    private static String key(int index) {
        return "$g" + index;
    }

    private static String aggregate(int index) {
        return "$a" + index;
    }

    private SqlNode column(String name, SqlParserPos place) {
        return new SqlIdentifier(List.of(groups, name), place);
    }

    @Override
    public @Nullable SqlNode visit(SqlIdentifier identifier) {
        if (identifier.isStar()) {
            // of a subquery, or within an aggregate of one, it may be anything
            possible &= !level.isOutermost();
            return identifier;
        }
        Level.Resolved read = level.resolve(identifier);
        if (read == null) {
            possible = false;
            return identifier;
        }
        if (read.level() != 0) {
            return identifier;
        }
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i) instanceof SqlIdentifier key && isSame(key, read)) {
                return column(key(i), identifier.getParserPosition());
            }
        }
        possible = false;
        return identifier;
    }

    private boolean isSame(SqlIdentifier key, Level.Resolved read) {
        String name = key.names.get(key.names.size() - 1);
        boolean table = key.isSimple() || key.names.get(0).equals(read.alias());
        return table && name.equals(read.name());
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (call instanceof SqlSelect subquery) {
            SqlNode[] copy = new SqlNode[1];
            level.inside(subquery, () -> copy[0] = subquery(subquery));
            return copy[0];
        }
        if (call instanceof SqlOrderBy || call instanceof SqlWith) {
            possible = false;
            return call;
        }
        SqlParserPos place = call.getParserPosition();
        if (call.getKind() == SqlKind.AS || call.getKind() == SqlKind.OVER) {
            List<SqlNode> operands = new ArrayList<>(call.getOperandList());
            SqlNode first = operands.get(0);
            operands.set(0, call.getKind() == SqlKind.AS ? first.accept(this) : super.visit((SqlCall) first));
            if (operands.size() > 1 && operands.get(1) instanceof SqlWindow window) {
                operands.set(1, window.accept(this));
            }
            return call.getOperator().createCall(call.getFunctionQuantifier(), place, operands);
        }
        if (Level.isAggregate(call)) {
            return level.ofAggregate(call) == 0 ? column(aggregate(indexOf(aggregates, call)), place) : kept(call);
        }
        for (int i = 0; i < keys.size(); i++) {
            if (level.isOutermost() && keys.get(i).equalsDeep(call, Litmus.IGNORE)) {
                return column(key(i), place);
            }
        }
        return super.visit(call);
    }

    /** An aggregate of another query, which it is with its FILTER and WITHIN GROUP. */
    private @Nullable SqlNode kept(SqlCall call) {
        if (!Level.isAround(call)) {
            return super.visit(call);
        }
        List<SqlNode> operands = new ArrayList<>();
        operands.add(kept(call.operand(0)));
        call.getOperandList().stream().skip(1).forEach(operand -> operands.add(operand.accept(this)));
        return call.getOperator().createCall(call.getParserPosition(), operands);
    }

    private static int indexOf(List<SqlNode> known, SqlNode node) {
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).equalsDeep(node, Litmus.IGNORE)) {
                return i;
            }
        }
        known.add(node);
        return known.size() - 1;
    }

    private @Nullable SqlNode from(@Nullable SqlNode from) {
        if (from == null || from instanceof SqlIdentifier) {
            return from; // the name of a table
        }
        if (from.getKind() == SqlKind.AS) {
            List<SqlNode> operands = new ArrayList<>(((SqlCall) from).getOperandList());
            operands.set(0, from(operands.get(0)));
            return SqlStdOperatorTable.AS.createCall(from.getParserPosition(), operands);
        }
        possible &= from instanceof SqlSelect || from.getKind() == SqlKind.VALUES;
        return from.accept(this);
    }

    private SqlNode subquery(SqlSelect given) {
        SqlSelect select = (SqlSelect) given.clone(given.getParserPosition());
        select.setFrom(from(given.getFrom()));
        SqlNodeList items = new SqlNodeList(given.getSelectList().getParserPosition());
        given.getSelectList().forEach(item -> items.add(OutputNames.keeping(item, item.accept(this))));
        select.setSelectList(items);
        select.setWhere(copy(given.getWhere()));
        select.setGroupBy((SqlNodeList) copy(given.getGroup()));
        select.setHaving(copy(given.getHaving()));
        return select;
    }

    private @Nullable SqlNode copy(@Nullable SqlNode node) {
        return node == null ? null : node.accept(this);
    }
}
