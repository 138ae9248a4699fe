package io.weirpool.sql.validate;

import io.weirpool.common.model.DeclaredColumn;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sqlparser.UsingColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * The columns that can be named alone after a FROM, and what they are.
 *
 * @param expressions one where a name means one column, several where it is ambiguous
 * @param merged those of USING and NATURAL: one name for the columns of both sides; of {@code USING (a) AS x} also under
 *     {@code x.a}
 * @param order what {@code *} stands for, where all names are known
 * @param known whether all names are; otherwise there may be more
 * @param alias of the one table there is; null when there are several, or it has no name
 * @param types of columns, where they are known, by how they are written
 */
record VisibleColumns(
        Map<String, List<SqlNode>> expressions,
        Map<String, SqlNode> merged,
        List<Named> order,
        boolean known,
        @Nullable String alias,
        Map<String, String> types) {
    private static final VisibleColumns UNKNOWN =
            new VisibleColumns(Map.of(), Map.of(), List.of(), false, null, Map.of());

    /** A column and its name. */
    record Named(String name, SqlNode value) {}

    /** @param names of the columns of tables, and of queries */
    static VisibleColumns of(SqlNode from, ColumnNames names) {
        if (from instanceof SqlJoin join) {
            return joined(join, of(join.getLeft(), names), of(join.getRight(), names));
        }
        if (from.getKind() == SqlKind.AS) {
            SqlCall named = (SqlCall) from;
            List<String> columns = named.operandCount() > 2
                    ? ColumnNames.completed(named, names.of(named.operand(0)))
                    : names.of(named.operand(0));
            return table(named.operand(1).toString(), columns, names.types(named.operand(0)));
        }
        return from instanceof SqlIdentifier table
                ? table(table.names.get(table.names.size() - 1), names.of(table), names.types(table))
                : UNKNOWN;
    }

    private static VisibleColumns table(String alias, List<String> columns, List<String> types) {
        Map<String, List<SqlNode>> expressions = new LinkedHashMap<>();
        columns.forEach(column ->
                expressions.computeIfAbsent(column, c -> new ArrayList<>()).add(column(alias, column)));
        List<Named> order = columns.stream()
                .map(column -> new Named(column, column(alias, column)))
                .toList();
        Map<String, String> typed = new LinkedHashMap<>();
        for (int i = 0; i < types.size(); i++) {
            typed.put(column(alias, columns.get(i)).toString(), types.get(i));
        }
        return new VisibleColumns(expressions, Map.of(), order, !columns.isEmpty(), alias, typed);
    }

    private static SqlNode column(String alias, String column) {
        return new SqlIdentifier(List.of(alias, column), SqlParserPos.ZERO);
    }

    private static VisibleColumns joined(SqlJoin join, VisibleColumns left, VisibleColumns right) {
        Map<String, List<SqlNode>> expressions = new LinkedHashMap<>();
        List.of(left, right)
                .forEach(side -> side.expressions.forEach((name, all) -> expressions
                        .computeIfAbsent(name, n -> new ArrayList<>())
                        .addAll(all)));
        Map<String, SqlNode> merged = new LinkedHashMap<>(left.merged);
        merged.putAll(right.merged);
        merged.keySet().removeIf(name -> left.expressions.containsKey(name) && right.expressions.containsKey(name));
        List<Named> order = new ArrayList<>();
        Optional<String> alias =
                join.getCondition() instanceof UsingColumns using ? Optional.of(using.alias()) : Optional.empty();
        Map<String, String> types = new LinkedHashMap<>(left.types);
        types.putAll(right.types);
        Set<String> common = common(join, left, right);
        for (String name : common) {
            SqlNode ofLeft = left.only(name);
            SqlNode ofRight = right.only(name);
            if (ofLeft != null && ofRight != null) {
                SqlNode value = value(join.getJoinType(), ofLeft, ofRight, types);
                merged.put(name, value);
                alias.ifPresent(x -> merged.put(x + "." + name, value));
                expressions.put(name, List.of(value));
                order.add(new Named(name, value));
            }
        }
        List.of(left, right)
                .forEach(side -> side.order.stream()
                        .filter(column -> !common.contains(column.name))
                        .forEach(order::add));
        return new VisibleColumns(expressions, merged, order, left.known && right.known, null, types);
    }

    private static Set<String> common(SqlJoin join, VisibleColumns left, VisibleColumns right) {
        if (join.isNatural()) {
            Set<String> both = new LinkedHashSet<>();
            left.order.forEach(column -> both.add(column.name));
            both.retainAll(right.expressions.keySet());
            both.stream().filter(DeclaredColumn::isOfRow).findFirst().ifPresent(row -> refuseRow(row, join));
            return left.known && right.known ? both : Set.of();
        }
        Set<String> named = new LinkedHashSet<>();
        if (join.getConditionType() == JoinConditionType.USING && join.getCondition() instanceof SqlNodeList list) {
            list.forEach(name -> named.add(String.valueOf(name)));
        }
        for (String name : named) {
            String row = DeclaredColumn.ofRow(name);
            if (left.expressions.containsKey(row) || right.expressions.containsKey(row)) {
                refuseRow(row, join);
            }
        }
        return named;
    }

    private static void refuseRow(String row, SqlJoin join) {
        throw Mistake.unsupported(
                join.getParserPosition(),
                "a join by the name of the column \"%s\", which is of type ROW"
                        .formatted(row.substring(0, row.indexOf('.'))),
                "Write ON.");
    }

    /** What USING or NATURAL means, as a condition; null where it is not known. */
    static @Nullable SqlNode condition(SqlJoin join, ColumnNames names) {
        VisibleColumns left = of(join.getLeft(), names);
        VisibleColumns right = of(join.getRight(), names);
        SqlNode all = null;
        for (String name : common(join, left, right)) {
            SqlNode ofLeft = left.only(name);
            SqlNode ofRight = right.only(name);
            if (ofLeft == null || ofRight == null) {
                return null;
            }
            SqlNode equal = SqlStdOperatorTable.EQUALS.createCall(join.getParserPosition(), ofLeft, ofRight);
            all = all == null ? equal : SqlStdOperatorTable.AND.createCall(join.getParserPosition(), all, equal);
        }
        return all;
    }

    private static SqlNode value(JoinType kind, SqlNode left, SqlNode right, Map<String, String> types) {
        String ofLeft = types.get(left.toString());
        boolean same = ofLeft != null && ofLeft.equals(types.get(right.toString()));
        return switch (kind) {
            case RIGHT -> same ? right : MergedColumn.of(right, left);
            case FULL -> SqlStdOperatorTable.COALESCE.createCall(SqlParserPos.ZERO, left, right);
            default -> same ? left : MergedColumn.of(left, right);
        };
    }

    /** What a name means; null when that is not known, or not one column. */
    private @Nullable SqlNode only(String name) {
        List<SqlNode> found = expressions.get(name);
        if (found != null) {
            return found.size() == 1 ? found.get(0) : null;
        }
        return !known && alias != null ? column(alias, name) : null;
    }
}
