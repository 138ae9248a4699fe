package io.weirpool.sql.validate;

import io.weirpool.sql.parse.Mistake;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a query in which a column that USING or NATURAL made of two, named alone, is written as what it is: the left
 * one, the right one of a RIGHT JOIN, the first that has a value of a FULL JOIN. Calcite knows such names in the list of
 * SELECT over two tables only.
 */
final class MergedColumns extends SqlShuttle {
    /** Operands of a join. */
    private static final int NATURAL = 1;

    private static final int CONDITION_TYPE = 4;
    static final int CONDITION = 5;

    private ColumnNames names;
    private Map<String, SqlNode> merged = Map.of();

    private MergedColumns(ColumnNames names) {
        this.names = names;
    }

    /** @param names of what the query may read */
    static SqlNode apply(SqlNode query, ColumnNames names) {
        SqlNode copy = query.accept(new MergedColumns(names));
        if (copy == null) {
            throw new IllegalStateException("a query is never nothing");
        }
        return copy;
    }

    @Override
    public @Nullable SqlNode visit(SqlIdentifier identifier) {
        SqlNode value = merged.get(identifier.toString());
        return value == null ? identifier : value.clone(identifier.getParserPosition());
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        Map<String, SqlNode> outside = merged;
        ColumnNames before = names;
        try {
            if (call instanceof SqlSelect select) {
                return select(select);
            }
            if (call instanceof SqlOrderBy ordered) {
                return ordered(ordered);
            }
            if (call instanceof SqlWith with) {
                return with(with);
            }
            if (call.getKind() == SqlKind.AS) {
                return withFirst(call, call.operand(0).accept(this));
            }
            return super.visit(call);
        } finally {
            merged = outside;
            names = before;
        }
    }

    private SqlNode with(SqlWith with) {
        SqlNodeList items = new SqlNodeList(with.withList.getParserPosition());
        for (SqlNode node : with.withList) {
            SqlWithItem item = (SqlWithItem) node;
            SqlNode query = item.query.accept(this);
            items.add(new SqlWithItem(item.getParserPosition(), item.name, item.columnList, query, item.recursive));
            names = names.with(item);
        }
        return new SqlWith(with.getParserPosition(), items, with.body.accept(this));
    }

    private static SqlNode withFirst(SqlCall call, @Nullable SqlNode first) {
        List<SqlNode> operands = new ArrayList<>(call.getOperandList());
        operands.set(0, first);
        return call.getOperator().createCall(call.getFunctionQuantifier(), call.getParserPosition(), operands);
    }

    private SqlNode select(SqlSelect given) {
        SqlSelect select = (SqlSelect) given.clone(given.getParserPosition());
        SqlNode from = given.getFrom();
        if (from != null) {
            select.setFrom(from(from));
            merged = inside(from);
        }
        SqlNodeList items = new SqlNodeList(given.getSelectList().getParserPosition());
        for (SqlNode item : given.getSelectList()) {
            if (from != null && isAll(item) && (madeOfTwo(from) || computed(merged))) {
                items.addAll(all(from, item));
            } else if (item instanceof SqlIdentifier star
                    && star.isStar()
                    && !ofAlias(star).isEmpty()) {
                items.addAll(ofAlias(star));
            } else {
                items.add(item(item));
            }
        }
        select.setSelectList(items);
        select.setWhere(copy(given.getWhere()));
        select.setGroupBy((SqlNodeList) copy(given.getGroup()));
        select.setHaving(copy(given.getHaving()));
        if (from != null && given.getQualify() != null) {
            merged = columnsFirst(given, merged);
        }
        select.setQualify(copy(given.getQualify()));
        return select;
    }

    /** What {@code x.*} stands for where x is the name of what USING merged; nothing where it is not. */
    private List<SqlNode> ofAlias(SqlIdentifier star) {
        String prefix = star.names.size() == 2 ? star.names.get(0) + "." : "*";
        return merged.entrySet().stream()
                .filter(column -> column.getKey().startsWith(prefix))
                .map(column -> SqlStdOperatorTable.AS.createCall(
                        star.getParserPosition(),
                        column.getValue().clone(star.getParserPosition()),
                        new SqlIdentifier(column.getKey().substring(prefix.length()), star.getParserPosition())))
                .<SqlNode>map(named -> named)
                .toList();
    }

    private static boolean computed(Map<String, SqlNode> columns) {
        return columns.values().stream().anyMatch(value -> !(value instanceof SqlIdentifier));
    }

    private static boolean isAll(SqlNode item) {
        return item instanceof SqlIdentifier star && star.isStar() && star.names.size() == 1;
    }

    /** What {@code *} stands for; left as it is where that is not known. */
    private List<SqlNode> all(SqlNode from, SqlNode star) {
        VisibleColumns visible = VisibleColumns.of(from, names);
        return !visible.known()
                ? List.of(star)
                : visible.order().stream()
                        .map(column -> named(column, star.getParserPosition()))
                        .toList();
    }

    private static SqlNode named(VisibleColumns.Named column, SqlParserPos place) {
        SqlNode value = column.value().clone(place);
        return value instanceof SqlIdentifier
                ? value
                : SqlStdOperatorTable.AS.createCall(place, value, new SqlIdentifier(column.name(), place));
    }

    /** A name of the query outside is hidden by a column that is called so, or may be. */
    private Map<String, SqlNode> inside(SqlNode from) {
        VisibleColumns visible = VisibleColumns.of(from, names);
        Map<String, SqlNode> all = new LinkedHashMap<>(visible.known() ? merged : Map.of());
        all.keySet().removeAll(visible.expressions().keySet());
        all.putAll(visible.merged());
        return all;
    }

    private SqlNode item(SqlNode item) {
        SqlNode copy = item.accept(this);
        return copy != item && item instanceof SqlIdentifier name
                ? SqlStdOperatorTable.AS.createCall(item.getParserPosition(), copy, last(name))
                : copy;
    }

    private static SqlIdentifier last(SqlIdentifier name) {
        return new SqlIdentifier(name.names.get(name.names.size() - 1), name.getParserPosition());
    }

    private @Nullable SqlNode copy(@Nullable SqlNode node) {
        return node == null ? null : node.accept(this);
    }

    /** Names of tables stay; conditions see the columns of the join they are of. */
    private @Nullable SqlNode from(SqlNode from) {
        if (from instanceof SqlJoin given) {
            SqlJoin join = (SqlJoin) given.clone(given.getParserPosition());
            join.setLeft(from(given.getLeft()));
            join.setRight(from(given.getRight()));
            SqlNode condition = given.getCondition();
            if (joinsMerged(given)) {
                return onMerged(given, join);
            }
            if (condition != null && !(condition instanceof SqlNodeList)) {
                Map<String, SqlNode> outside = merged;
                merged = inside(given);
                join.setOperand(CONDITION, condition.accept(this));
                merged = outside;
            }
            return join;
        }
        if (from.getKind() == SqlKind.AS) {
            return withFirst((SqlCall) from, from(((SqlCall) from).operand(0)));
        }
        return from instanceof SqlIdentifier ? from : from.accept(this);
    }

    /** Whether a column that an outer join made of two is joined on: Calcite would take one of them. */
    private static boolean joinsMerged(SqlJoin join) {
        return isByName(join) && (madeOfTwo(join.getLeft()) || madeOfTwo(join.getRight()));
    }

    private static boolean madeOfTwo(SqlNode from) {
        if (!(from instanceof SqlJoin join)) {
            return false;
        }
        boolean keepsRight = join.getJoinType() == JoinType.FULL || join.getJoinType() == JoinType.RIGHT;
        return (keepsRight && isByName(join)) || madeOfTwo(join.getLeft()) || madeOfTwo(join.getRight());
    }

    private static boolean isByName(SqlJoin join) {
        return join.isNatural() || join.getConditionType() == JoinConditionType.USING;
    }

    private SqlNode onMerged(SqlJoin given, SqlJoin join) {
        SqlParserPos place = given.getParserPosition();
        SqlNode condition = VisibleColumns.condition(given, names);
        if (condition == null) {
            throw Mistake.unsupported(
                    place,
                    "USING and NATURAL after a FULL or RIGHT JOIN of columns that are not known are not supported",
                    "Write ON.");
        }
        join.setOperand(NATURAL, SqlLiteral.createBoolean(false, place));
        join.setOperand(CONDITION_TYPE, JoinConditionType.ON.symbol(place));
        join.setOperand(CONDITION, condition);
        return join;
    }

    private SqlNode ordered(SqlOrderBy ordered) {
        SqlNode query = ordered.query.accept(this);
        SqlNodeList order = ordered.orderList;
        if (ordered.query instanceof SqlSelect select && select.getFrom() != null) {
            order = order(select, order);
        }
        if (ordered.query.isA(SqlKind.SET_QUERY)) {
            order.forEach(MergedColumns::refuseComputed);
        }
        return new SqlOrderBy(ordered.getParserPosition(), query, order, ordered.offset, ordered.fetch);
    }

    /**
     * An order by a name is by the column of the answer that is called so. Within an expression it is a column of FROM, where
     * Calcite would take the answer's.
     */
    private SqlNodeList order(SqlSelect select, SqlNodeList order) {
        VisibleColumns visible = VisibleColumns.of(select.getFrom(), names);
        Map<String, SqlNode> within = columnsFirst(select, inside(select.getFrom()));
        Map<String, SqlNode> alone = new LinkedHashMap<>(inside(select.getFrom()));
        alone.keySet().removeAll(outputs(select));
        SqlNodeList copy = new SqlNodeList(order.getParserPosition());
        for (SqlNode item : order) {
            boolean name = undirected(item) instanceof SqlIdentifier;
            if (!name && visible.known()) {
                AnswersName.refuse(item, outputs(select), visible.expressions().keySet());
            }
            merged = name ? alone : within;
            copy.add(item.accept(this));
        }
        return copy;
    }

    /** With columns of FROM that have the name of a column of the answer. */
    private Map<String, SqlNode> columnsFirst(SqlSelect select, Map<String, SqlNode> given) {
        VisibleColumns visible = VisibleColumns.of(select.getFrom(), names);
        Map<String, SqlNode> all = new LinkedHashMap<>(given);
        for (String output : outputs(select)) {
            List<SqlNode> columns = visible.expressions().getOrDefault(output, List.of());
            if (columns.size() == 1) {
                all.put(output, columns.get(0));
            }
        }
        return all;
    }

    /** What UNION and its like give has no columns but those of the answer, and PostgreSQL orders by them as they are. */
    private static void refuseComputed(SqlNode item) {
        SqlNode value = undirected(item);
        if (!(value instanceof SqlIdentifier || value instanceof SqlLiteral)) {
            throw Mistake.invalid(
                    value.getParserPosition(),
                    "the rows of UNION, INTERSECT and EXCEPT are ordered by columns only",
                    "Name the column, or its place; or order a subquery.");
        }
    }

    private static SqlNode undirected(SqlNode item) {
        return switch (item.getKind()) {
            case DESCENDING, NULLS_FIRST, NULLS_LAST -> undirected(((SqlCall) item).operand(0));
            default -> item;
        };
    }

    private static Set<String> outputs(SqlSelect select) {
        Set<String> names = new HashSet<>();
        for (SqlNode item : select.getSelectList()) {
            SqlNode name = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(1) : item;
            if (name instanceof SqlIdentifier identifier && !identifier.isStar()) {
                names.add(identifier.names.get(identifier.names.size() - 1));
            }
        }
        return names;
    }
}
