package io.weirpool.sql.validate;

import io.weirpool.sql.compile.FunctionLibrary;
import io.weirpool.sql.convert.FunctionNames;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sqlparser.IntervalTextLiteral;
import io.weirpool.sqlparser.PlainSelect;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlBinaryStringLiteral;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a parsed query in which functions are the library's, and intervals are PostgreSQL's: text cast to interval,
 * as months, days and less are kept apart. In windows and frames intervals stay the standard's literals.
 */
final class Normalisation extends SqlShuttle {
    private static final Set<SqlKind> KEEPING_INTERVALS =
            Set.of(SqlKind.COLLECTION_TABLE, SqlKind.PRECEDING, SqlKind.FOLLOWING, SqlKind.MATCH_RECOGNIZE);

    private static final Map<String, SqlTypeName> TIMES = Map.of(
            "DATE", SqlTypeName.DATE,
            "TIME", SqlTypeName.TIME,
            "TIMESTAMP", SqlTypeName.TIMESTAMP,
            "TIMESTAMP WITH TIME ZONE", SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE,
            "TIMESTAMP WITH LOCAL TIME ZONE", SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE);

    /** Refused later, as Calcite would cut what PostgreSQL rounds. */
    private static final Pattern TOO_FINE = Pattern.compile("\\.\\d{7}");

    /** Types that are called like functions: {@code float8(x)} is {@code x::float8}. */
    private static final Set<String> CASTS =
            Set.of("int2", "int4", "int8", "float4", "float8", "text", "bool", "timestamptz", "date");

    /** Inside of a call that keeps the standard's literals. */
    private boolean keeping;

    private Normalisation() {}

    static SqlNode apply(SqlNode query) {
        SqlNode copy = query.accept(new Normalisation());
        if (copy == null) {
            throw new IllegalStateException("a query is never nothing");
        }
        return copy;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        boolean keeps = KEEPING_INTERVALS.contains(call.getKind()) && !FunctionTables.isTable(call);
        boolean before = keeping;
        keeping |= keeps;
        SqlNode copy = copy(call);
        keeping = before;
        return copy;
    }

    private @Nullable SqlNode copy(SqlCall call) {
        CallCopyingArgHandler handler = new CallCopyingArgHandler(call, true);
        call.getOperator().acceptCall(this, call, false, handler);
        if (call instanceof SqlSelect written && handler.result() instanceof SqlSelect made) {
            OutputNames.keepAll(written.getSelectList(), made.getSelectList());
        }
        return handler.result() instanceof SqlCall copied
                ? rewritten(FilteredOrder.apply(FilteredWindows.apply(AggregateForms.apply(FirstAndLast.apply(
                        ValuesNames.apply(RowComparisons.apply(UnknownFilters.apply(RangeFrames.apply(copied)))))))))
                : handler.result();
    }

    private static SqlNode rewritten(SqlCall call) {
        SqlParserPos place = call.getParserPosition();
        List<SqlNode> operands = call.getOperandList();
        if (call.getOperator() instanceof SqlQuantifyOperator quantified) {
            return membership(call, quantified);
        }
        if (PatternOperators.isOne(call)) {
            return PatternOperators.apply(call);
        }
        if (call.getOperator().equals(SqlStdOperatorTable.INTERVAL)) {
            SqlNode unit = interval("1 " + unit((SqlIntervalQualifier) operands.get(1)), place);
            return SqlStdOperatorTable.MULTIPLY.createCall(place, operands.get(0), unit);
        }
        if (call instanceof SqlCase choice) {
            return choice(choice);
        }
        if (call.getOperator().getName().equals("ITEM")) {
            return item(call);
        }
        if (call.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR && !operands.isEmpty()) {
            return LibraryFunctions.call(FunctionLibrary.ARRAY, place, operands.toArray(SqlNode[]::new));
        }
        if (call.getKind() == SqlKind.ARRAY_QUERY_CONSTRUCTOR) {
            return ArrayQueries.apply(call);
        }
        SqlNode fromJson = JsonQueries.of(call);
        if (fromJson != null) {
            return fromJson;
        }
        if (call instanceof SqlOrderBy ordered && ordered.query.getKind() == SqlKind.EXPLICIT_TABLE) {
            return new SqlOrderBy(place, all(ordered.query), ordered.orderList, ordered.offset, ordered.fetch);
        }
        if (call.getKind() == SqlKind.OVERLAPS) {
            return LibraryFunctions.call("overlaps", place, bounds(operands));
        }
        if (call.getKind() == SqlKind.DOT) {
            return FunctionTables.part(call);
        }
        SqlOperator operator = LibraryFunctions.operator(call.getOperator());
        if (operator != null) {
            return operator.createCall(place, operands);
        }
        if (!(call.getOperator() instanceof SqlFunction) || call.getFunctionQuantifier() != null) {
            return call;
        }
        if (call.getKind() == SqlKind.CAST) {
            if (operands.get(0).getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR) {
                // only an empty one is left
                operands = List.of(SqlLiteral.createCharString("{}", place), operands.get(1));
            }
            return PostgresCast.INSTANCE.createCall(place, operands);
        }
        String name = FunctionNames.postgres(call.getOperator().getName());
        if (name.equals("floor") && operands.size() == 2 && operands.get(1) instanceof SqlIntervalQualifier unit) {
            return LibraryFunctions.call("date_trunc", place, text(unit), operands.get(0));
        }
        if (name.equals("extract") && operands.get(0) instanceof SqlIntervalQualifier unit) {
            return LibraryFunctions.call("extract", place, text(unit), operands.get(1));
        }
        if (CASTS.contains(name) && operands.size() == 1) {
            return cast(name, operands.get(0), place);
        }
        if (name.equals(RecordFields.NAME)) {
            return RecordFields.of(call);
        }
        if (name.equals("row")) {
            return SqlStdOperatorTable.ROW.createCall(place, operands);
        }
        operands = name.equals("normalize") ? formAsText(operands) : NamedArguments.inOrder(name, call);
        SqlOperator scalar = LibraryFunctions.function(name);
        SqlOperator known = scalar == null ? SetFunctions.function(name) : scalar;
        return known == null || operands.stream().anyMatch(SqlIntervalQualifier.class::isInstance)
                ? call
                : known.createCall(place, operands);
    }

    /** {@code TABLE t} as {@code SELECT * FROM t}. */
    private static SqlNode all(SqlNode table) {
        SqlParserPos place = table.getParserPosition();
        return PlainSelect.of(place, SqlNodeList.of(SqlIdentifier.star(place)), ((SqlCall) table).operand(0));
    }

    private static SqlNode[] bounds(List<SqlNode> spans) {
        return spans.stream()
                .flatMap(span ->
                        span.getKind() == SqlKind.ROW ? ((SqlCall) span).getOperandList().stream() : Stream.of(span))
                .toArray(SqlNode[]::new);
    }

    /** {@code normalize(x, NFC)}: the form is a word. */
    private static List<SqlNode> formAsText(List<SqlNode> operands) {
        return operands.size() == 2 && operands.get(1) instanceof SqlIdentifier form
                ? List.of(operands.get(0), SqlLiteral.createCharString(form.toString(), form.getParserPosition()))
                : operands;
    }

    /** Conditions and values in turn, then the last value. */
    private static SqlNode choice(SqlCase choice) {
        List<SqlNode> operands = new ArrayList<>();
        for (int i = 0; i < choice.getWhenOperands().size(); i++) {
            operands.add(choice.getWhenOperands().get(i));
            operands.add(choice.getThenOperands().get(i));
        }
        SqlNode otherwise = choice.getElseOperand();
        operands.add(otherwise == null ? SqlLiteral.createNull(choice.getParserPosition()) : otherwise);
        return LibraryFunctions.call("case", choice.getParserPosition(), operands.toArray(SqlNode[]::new));
    }

    /** An element or a part of an array; of one that a function gives, by another function where there is one. */
    private static SqlNode item(SqlCall call) {
        SqlParserPos place = call.getParserPosition();
        SqlNode array = call.operand(0);
        if (array instanceof SqlCall part && part.getOperator().getName().equals(LibraryFunctions.SLICE)) {
            // without parentheses, which are forgotten here, PostgreSQL takes all brackets for bounds
            throw Mistake.unsupported(place, "an element or a part of x[a:b]", "Add the indexes: x[a + 1].");
        }
        if (call.operand(1) instanceof SqlNodeList bounds) {
            return LibraryFunctions.call(LibraryFunctions.SLICE, place, array, bounds.get(0), bounds.get(1));
        }
        if (array instanceof SqlCall made) {
            String name = FunctionNames.postgres(made.getOperator().getName()) + LibraryFunctions.ELEMENT;
            SqlOperator known = LibraryFunctions.function(name);
            if (known != null && LibraryFunctions.takes(name, made.operandCount() + 1)) {
                List<SqlNode> operands = new ArrayList<>(made.getOperandList());
                operands.add(call.operand(1));
                return known.createCall(place, operands);
            }
        }
        return LibraryFunctions.call(LibraryFunctions.ELEMENT, place, array, call.operand(1));
    }

    /** {@code x = ANY (ARRAY[...])} is {@code x IN (...)}, and {@code x <> ALL (ARRAY[...])} its opposite. */
    private static SqlNode membership(SqlCall call, SqlQuantifyOperator quantified) {
        boolean any = quantified.kind == SqlKind.SOME && quantified.comparisonKind == SqlKind.EQUALS;
        boolean none = quantified.kind == SqlKind.ALL && quantified.comparisonKind == SqlKind.NOT_EQUALS;
        SqlNodeList members = members(call.operand(1));
        if (!(any || none) || members == null || members.isEmpty()) {
            return ofArray(call, quantified);
        }
        SqlOperator in = any ? SqlStdOperatorTable.IN : SqlStdOperatorTable.NOT_IN;
        return in.createCall(call.getParserPosition(), call.operand(0), members);
    }

    /** A comparison with the elements of an array, unless it is one with the rows of a query or a list. */
    private static SqlNode ofArray(SqlCall call, SqlQuantifyOperator quantified) {
        SqlNode array = only(call.operand(1));
        if (array instanceof SqlNodeList || array.isA(SqlKind.QUERY)) {
            return call;
        }
        String name = quantified.comparisonKind.sql
                + (quantified.kind == SqlKind.ALL ? LibraryFunctions.ALL : LibraryFunctions.ANY);
        return LibraryFunctions.call(name, call.getParserPosition(), call.operand(0), array);
    }

    private static SqlNode only(SqlNode node) {
        return node instanceof SqlNodeList list && list.size() == 1 ? list.get(0) : node;
    }

    private static @Nullable SqlNodeList members(SqlNode node) {
        SqlNode inner = only(node);
        return inner instanceof SqlCall array && array.getOperator().getName().equals(FunctionLibrary.ARRAY)
                ? TextMembers.list(((SqlCall) inner).getOperandList(), inner.getParserPosition())
                : null;
    }

    @Override
    public @Nullable SqlNode visit(SqlLiteral literal) {
        if (keeping) {
            return literal;
        }
        if (literal instanceof IntervalTextLiteral text) {
            return interval(text.text(), literal.getParserPosition());
        }
        if (literal instanceof SqlBinaryStringLiteral) {
            throw Mistake.unsupported(
                    literal.getParserPosition(), "bit strings, such as X'1F'", "Bytes are written '\\x1f'::bytea.");
        }
        if (literal instanceof SqlUnknownLiteral time
                && !TOO_FINE.matcher(time.getValue()).find()) {
            return cast(time.getValue(), time.tag, literal.getParserPosition());
        }
        if (literal instanceof SqlCharStringLiteral
                && literal.getValue() instanceof NlsString text
                && text.getCharset() != null) {
            return SqlLiteral.createCharString(text.getValue(), literal.getParserPosition());
        }
        if (literal instanceof SqlNumericLiteral number && (!number.isExact() || endsWithPoint(number))) {
            return exact(number);
        }
        if (!(literal instanceof SqlIntervalLiteral)
                || !(literal.getValue() instanceof SqlIntervalLiteral.IntervalValue value)) {
            return literal;
        }
        SqlNode interval = interval(postgresText(value), literal.getParserPosition());
        return value.getSign() < 0
                ? SqlStdOperatorTable.UNARY_MINUS.createCall(literal.getParserPosition(), interval)
                : interval;
    }

    /** {@code '1 12:30' DAY TO MINUTE} reads the same in PostgreSQL; hours alone, or minutes first, need their unit. */
    private static String postgresText(SqlIntervalLiteral.IntervalValue value) {
        SqlIntervalQualifier unit = value.getIntervalQualifier();
        String text = value.getIntervalLiteral();
        if (unit.isSingleDatetimeField()) {
            return text + " " + unit(unit);
        }
        if (unit.getStartUnit() == TimeUnit.MINUTE) {
            return text.startsWith("-") ? "-00:" + text.substring(1) : "00:" + text;
        }
        boolean hoursLast = unit.getStartUnit() == TimeUnit.DAY && unit.getEndUnit() == TimeUnit.HOUR;
        return hoursLast ? text + " hours" : text;
    }

    /** {@code 5.} is longer than its digits; one with a sign can be longer for blanks between them. */
    private static boolean endsWithPoint(SqlNumericLiteral number) {
        SqlParserPos place = number.getParserPosition();
        BigDecimal value = number.bigDecimalValue();
        return value.scale() == 0
                && value.signum() >= 0
                && place.getLineNum() == place.getEndLineNum()
                && place.getEndColumnNum() - place.getColumnNum() == value.precision();
    }

    /** {@code 1e3} and {@code 5.} are NUMERIC in PostgreSQL, not a floating or whole number. */
    private static SqlNode exact(SqlNumericLiteral number) {
        SqlParserPos place = number.getParserPosition();
        SqlNode digits = SqlLiteral.createExactNumeric(number.bigDecimalValue().toPlainString(), place);
        SqlDataTypeSpec numeric = new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.DECIMAL, place), place);
        return PostgresCast.INSTANCE.createCall(place, digits, numeric);
    }

    private static SqlNode cast(String type, SqlNode operand, SqlParserPos place) {
        SqlTypeName standard = TIMES.get(type.toUpperCase(Locale.ROOT));
        SqlDataTypeSpec spec = standard == null
                ? new SqlDataTypeSpec(new SqlUserDefinedTypeNameSpec(new SqlIdentifier(type, place), place), place)
                : new SqlDataTypeSpec(new SqlBasicTypeNameSpec(standard, place), place);
        return PostgresCast.INSTANCE.createCall(place, operand, spec);
    }

    /** {@code timestamp '...'} reads all that a cast reads. */
    private static SqlNode cast(String text, String type, SqlParserPos place) {
        SqlTypeName name = TIMES.get(type);
        if (name == null) {
            return SqlLiteral.createUnknown(type, text, place);
        }
        SqlDataTypeSpec spec = new SqlDataTypeSpec(new SqlBasicTypeNameSpec(name, place), place);
        return PostgresCast.INSTANCE.createCall(place, SqlLiteral.createCharString(text, place), spec);
    }

    private static SqlNode interval(String text, SqlParserPos place) {
        SqlDataTypeSpec type =
                new SqlDataTypeSpec(new SqlUserDefinedTypeNameSpec(new SqlIdentifier("interval", place), place), place);
        return PostgresCast.INSTANCE.createCall(place, SqlLiteral.createCharString(text, place), type);
    }

    private static String unit(SqlIntervalQualifier unit) {
        return String.valueOf(unit.timeFrameName == null ? unit.getUnit() : unit.timeFrameName)
                .toLowerCase(Locale.ROOT);
    }

    private static SqlNode text(SqlIntervalQualifier unit) {
        return SqlLiteral.createCharString(unit(unit), unit.getParserPosition());
    }
}
