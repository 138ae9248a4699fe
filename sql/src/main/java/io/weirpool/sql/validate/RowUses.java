package io.weirpool.sql.validate;

import static java.util.Objects.requireNonNull;

import io.weirpool.sql.parse.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * What becomes of a row where it stands: its fields, their text, JSON with them, or what counts it. A row is not NULL where
 * its fields are. What is not here is refused, or left to {@link RowComparisons}.
 */
final class RowUses {
    /** Name of ours for the text of a row. */
    private static final String TEXT = "{row}";

    private static final Set<String> AS_JSON =
            Set.of("to_jsonb", "jsonb_agg", "jsonb_build_object", "jsonb_build_array", "jsonb_object_agg");

    /** What is done with a row later: by its fields. */
    private static final Set<SqlKind> TAKING_ROWS =
            Set.of(SqlKind.IS_NULL, SqlKind.IS_NOT_NULL, SqlKind.DESCENDING, SqlKind.NULLS_FIRST, SqlKind.NULLS_LAST);

    private static final Set<String> TEXTS = Set.of("text", "varchar");

    /** Marks the place of {@code ROW(a, b)}, to tell it from {@code (a, b)}; of a row it says nothing else. */
    static final boolean WITH_WORD = true;

    private RowUses() {}

    static boolean isRow(SqlNode node) {
        return node instanceof SqlCall call
                && (call.getKind() == SqlKind.ROW
                        || call.getOperator().getName().equalsIgnoreCase("row"))
                && call.operandCount() > 0;
    }

    /**
     * The call, or what it means; its operands are copies.
     *
     * @throws Mistake for a table's row where it cannot stand
     */
    static SqlNode apply(SqlCall call) {
        if (call.operandCount() == 0 || call.getOperandList().stream().noneMatch(RowUses::isRow)) {
            return isRow(call) ? expanded(call) : call;
        }
        SqlParserPos place = call.getParserPosition();
        String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
        if (call.getKind() == SqlKind.DOT) {
            return field(call.operand(0), call.operand(1).toString(), call);
        }
        if (name.equals("count") && call.operandCount() == 1) {
            return count(call, call.operand(0));
        }
        if (call.getKind() == SqlKind.CAST || name.equals("::")) {
            return isText(call.operand(1)) ? text(call.operand(0)) : refusedOr(call);
        }
        if (AS_JSON.contains(name)) {
            List<SqlNode> operands = new ArrayList<>();
            call.getOperandList().forEach(operand -> operands.add(isRow(operand) ? json(operand) : operand));
            return call.getOperator().createCall(call.getFunctionQuantifier(), place, operands);
        }
        return isRow(call) ? expanded(call) : comparison(call);
    }

    /** With all columns in place of {@code t.*}. */
    private static SqlCall expanded(SqlCall row) {
        if (row instanceof NamedRow) {
            return row;
        }
        List<SqlNode> fields = new ArrayList<>();
        for (SqlNode field : row.getOperandList()) {
            if (field instanceof WholeRow whole && whole.isStar()) {
                fields.addAll(whole.getOperandList());
            } else {
                fields.add(field);
            }
        }
        SqlParserPos place = row.getParserPosition();
        boolean withWord = row.getOperator() instanceof SqlFunction;
        return SqlStdOperatorTable.ROW.createCall(withWord ? place.withQuoting(WITH_WORD) : place, fields);
    }

    private static SqlNode refusedOr(SqlCall call) {
        for (SqlNode operand : call.getOperandList()) {
            if (operand instanceof NamedRow row) {
                throw Mistake.unsupported(
                        row.getParserPosition(), "the row " + row.label() + " as a value", "Name its columns.");
            }
        }
        return call;
    }

    private static boolean isText(SqlNode type) {
        return type instanceof SqlDataTypeSpec spec
                && TEXTS.contains(spec.getTypeName().toString().toLowerCase(Locale.ROOT))
                && !(spec.getTypeNameSpec() instanceof SqlBasicTypeNameSpec sized && sized.getPrecision() >= 0);
    }

    static List<SqlNode> fields(SqlNode row) {
        return ((SqlCall) row).getOperandList();
    }

    private static SqlNode field(SqlNode row, String name, SqlCall call) {
        if (row instanceof NamedRow) {
            return RowPaths.field(row, name, call.getParserPosition());
        }
        int index = names(row).indexOf(name);
        if (index < 0) {
            throw Mistake.invalid(call.getParserPosition(), "the row has no field \"" + name + "\"", "Check the name.");
        }
        return fields(row).get(index);
    }

    /** Of {@code (row).*}. */
    static List<String> names(SqlNode row) {
        if (row instanceof NamedRow named) {
            return named.names();
        }
        List<String> names = new ArrayList<>();
        fields(row).forEach(field -> names.add("f" + (names.size() + 1)));
        return names;
    }

    /** Rows are counted whatever is in them; NULLs in them are equal. */
    private static SqlNode count(SqlCall call, SqlNode row) {
        SqlParserPos place = call.getParserPosition();
        List<SqlNode> counted = new ArrayList<>();
        boolean distinct = call.getFunctionQuantifier() != null
                && call.getFunctionQuantifier().getValue() == SqlSelectKeyword.DISTINCT;
        if (distinct) {
            scalars(row)
                    .forEach(field ->
                            counted.add(SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(place, scalar(field))));
        }
        if (row instanceof NamedRow named && named.mayBeMissing()) {
            counted.add(named.presence());
        }
        if (counted.isEmpty()) {
            // never NULL, and of the query that the row is of
            counted.add(scalars(row).stream()
                    .<SqlNode>map(field -> SqlStdOperatorTable.IS_NULL.createCall(place, scalar(field)))
                    .reduce((a, b) -> SqlStdOperatorTable.AND.createCall(place, a, b))
                    .orElseThrow());
        }
        return call.getOperator().createCall(call.getFunctionQuantifier(), place, counted);
    }

    private static List<SqlNode> scalars(SqlNode row) {
        if (row instanceof RowColumn column) {
            return column.kept();
        }
        return fields(row).stream()
                .flatMap(field -> field instanceof RowColumn column ? column.kept().stream() : Stream.of(field))
                .toList();
    }

    private static SqlNode scalar(SqlNode field) {
        if (isRow(field)) {
            throw Mistake.unsupported(field.getParserPosition(), "a row in a row", "Name its columns.");
        }
        return field;
    }

    /** As PostgreSQL prints it: {@code (1,"a b",)}. */
    static SqlNode text(SqlNode row) {
        List<SqlNode> texts = new ArrayList<>();
        fields(row).forEach(field -> texts.add(isRow(field) ? text(field) : field));
        return orMissing(row, function(TEXT).createCall(row.getParserPosition(), texts));
    }

    private static SqlNode json(SqlNode row) {
        SqlParserPos place = row.getParserPosition();
        List<SqlNode> members = new ArrayList<>();
        List<String> names = names(row);
        for (int i = 0; i < names.size(); i++) {
            SqlNode field = fields(row).get(i);
            members.add(SqlLiteral.createCharString(names.get(i), place));
            members.add(isRow(field) ? json(field) : field);
        }
        return orMissing(row, function("jsonb_build_object").createCall(place, members));
    }

    private static SqlNode orMissing(SqlNode row, SqlNode value) {
        return row instanceof NamedRow named ? named.ifPresent(value) : value;
    }

    private static SqlOperator function(String name) {
        return requireNonNull(LibraryFunctions.function(name));
    }

    /** Of rows that are no list of fields NULLs are equal in {@code =}. */
    private static SqlNode comparison(SqlCall call) {
        if (RowEquality.isOf(call)) {
            return RowEquality.of(call);
        }
        boolean test = call.getKind() == SqlKind.IS_NULL || call.getKind() == SqlKind.IS_NOT_NULL;
        if (test && RowEquality.hasColumn(call.operand(0))) {
            return tested(call);
        }
        boolean whole = call.getOperandList().stream().anyMatch(NamedRow.class::isInstance);
        if (!whole || TAKING_ROWS.contains(call.getKind())) {
            return call;
        }
        boolean missing = call.getOperandList().stream()
                .anyMatch(operand -> operand instanceof NamedRow row && row.mayBeMissing());
        boolean rows = call.getOperandList().stream().allMatch(RowUses::isRow);
        Function<SqlOperator, SqlNode> as =
                operator -> operator.createCall(call.getParserPosition(), call.getOperandList());
        if (missing || !rows) {
            return refusedOr(call);
        }
        return switch (call.getKind()) {
            case EQUALS, IS_NOT_DISTINCT_FROM -> as.apply(SqlStdOperatorTable.IS_NOT_DISTINCT_FROM);
            case NOT_EQUALS, IS_DISTINCT_FROM -> as.apply(SqlStdOperatorTable.IS_DISTINCT_FROM);
            default -> refusedOr(call);
        };
    }

    /** Each field is, or none: a row in the row is not NULL where its fields are. */
    private static SqlNode tested(SqlCall call) {
        SqlParserPos place = call.getParserPosition();
        return fields(call.operand(0)).stream()
                .map(field -> field instanceof NamedRow row ? row.presence() : field)
                .<SqlNode>map(field -> call.getOperator().createCall(place, field))
                .reduce((a, b) -> SqlStdOperatorTable.AND.createCall(place, a, b))
                .orElseThrow();
    }

    /** Of GROUP BY, ORDER BY and PARTITION BY: rows as their fields, which order and group the same. */
    static SqlNodeList items(SqlNodeList items) {
        SqlNodeList all = new SqlNodeList(items.getParserPosition());
        items.forEach(item -> all.addAll(item(item)));
        return all;
    }

    private static List<SqlNode> item(SqlNode item) {
        SqlKind kind = item.getKind();
        if (item instanceof RowColumn column) {
            return column.kept(); // what is missing is TRUE or NULL, and NULL comes last
        }
        if (isRow(item)) {
            List<SqlNode> fields = new ArrayList<>();
            if (item instanceof WholeRow whole && whole.mayBeMissing()) {
                fields.add(SqlStdOperatorTable.IS_NULL.createCall(item.getParserPosition(), whole.presence()));
            }
            fields(item).forEach(field -> fields.addAll(item(field)));
            return fields;
        }
        boolean directed = kind == SqlKind.DESCENDING || kind == SqlKind.NULLS_FIRST || kind == SqlKind.NULLS_LAST;
        if (!directed) {
            return List.of(item);
        }
        SqlCall call = (SqlCall) item;
        List<SqlNode> inner = item(call.operand(0));
        boolean same = inner.size() == 1 && inner.get(0) == call.operand(0);
        boolean nulls = kind != SqlKind.DESCENDING && isRow(undirected(call.operand(0)));
        if (nulls && undirected(call.operand(0)) instanceof RowColumn) {
            List<SqlNode> ordered = new ArrayList<>(inner);
            ordered.set(0, call.getOperator().createCall(call.getParserPosition(), inner.get(0)));
            return ordered;
        }
        if (same || nulls) {
            return same ? List.of(item) : inner; // a row is not NULL
        }
        return inner.stream()
                .map(field -> (SqlNode) call.getOperator().createCall(call.getParserPosition(), field))
                .toList();
    }

    private static SqlNode undirected(SqlNode item) {
        return item.getKind() == SqlKind.DESCENDING ? ((SqlCall) item).operand(0) : item;
    }
}
