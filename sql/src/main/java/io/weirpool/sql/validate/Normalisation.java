package io.weirpool.sql.validate;

import io.weirpool.sql.convert.FunctionNames;
import io.weirpool.sqlparser.IntervalTextLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
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
        boolean keeps = KEEPING_INTERVALS.contains(call.getKind());
        boolean before = keeping;
        keeping |= keeps;
        SqlNode copy = copy(call);
        keeping = before;
        return copy;
    }

    private @Nullable SqlNode copy(SqlCall call) {
        CallCopyingArgHandler handler = new CallCopyingArgHandler(call, true);
        call.getOperator().acceptCall(this, call, false, handler);
        return handler.result() instanceof SqlCall copied
                ? rewritten(FilteredWindows.apply(AggregateForms.apply(copied)))
                : handler.result();
    }

    private static SqlNode rewritten(SqlCall call) {
        SqlParserPos place = call.getParserPosition();
        List<SqlNode> operands = call.getOperandList();
        if (call.getOperator() instanceof SqlQuantifyOperator quantified) {
            return membership(call, quantified);
        }
        if (call.getOperator().equals(SqlStdOperatorTable.INTERVAL)) {
            SqlNode unit = interval("1 " + unit((SqlIntervalQualifier) operands.get(1)), place);
            return SqlStdOperatorTable.MULTIPLY.createCall(place, operands.get(0), unit);
        }
        if (call.getOperator().getName().equals("ITEM") && operands.get(0) instanceof SqlCall array) {
            return element(call, array);
        }
        SqlOperator operator = LibraryFunctions.operator(call.getOperator());
        if (operator != null) {
            return operator.createCall(place, operands);
        }
        if (!(call.getOperator() instanceof SqlFunction) || call.getFunctionQuantifier() != null) {
            return call;
        }
        if (call.getKind() == SqlKind.CAST) {
            return PostgresCast.INSTANCE.createCall(place, operands);
        }
        String name = FunctionNames.postgres(call.getOperator().getName());
        if (name.equals("floor") && operands.size() == 2 && operands.get(1) instanceof SqlIntervalQualifier unit) {
            return function("date_trunc", place, text(unit), operands.get(0));
        }
        if (name.equals("extract") && operands.get(0) instanceof SqlIntervalQualifier unit) {
            return function("extract", place, text(unit), operands.get(1));
        }
        SqlOperator known = LibraryFunctions.function(name);
        return known == null || operands.stream().anyMatch(SqlIntervalQualifier.class::isInstance)
                ? call
                : known.createCall(place, operands);
    }

    /** An element of an array that a function gives, where there is a function for that. */
    private static SqlNode element(SqlCall call, SqlCall array) {
        String name = FunctionNames.postgres(array.getOperator().getName()) + LibraryFunctions.ELEMENT;
        SqlOperator known = LibraryFunctions.function(name);
        if (known == null) {
            return call;
        }
        List<SqlNode> operands = new ArrayList<>(array.getOperandList());
        operands.add(call.operand(1));
        return known.createCall(call.getParserPosition(), operands);
    }

    private static SqlNode function(String name, SqlParserPos place, SqlNode... operands) {
        SqlOperator known = LibraryFunctions.function(name);
        if (known == null) {
            throw new IllegalStateException("the library has " + name);
        }
        return known.createCall(place, operands);
    }

    /** {@code x = ANY (ARRAY[...])} is {@code x IN (...)}, and {@code x <> ALL (ARRAY[...])} its opposite. */
    private static SqlNode membership(SqlCall call, SqlQuantifyOperator quantified) {
        boolean any = quantified.kind == SqlKind.SOME && quantified.comparisonKind == SqlKind.EQUALS;
        boolean none = quantified.kind == SqlKind.ALL && quantified.comparisonKind == SqlKind.NOT_EQUALS;
        SqlNodeList members = members(call.operand(1));
        if (!(any || none) || members == null || members.isEmpty()) {
            return call;
        }
        SqlOperator in = any ? SqlStdOperatorTable.IN : SqlStdOperatorTable.NOT_IN;
        return in.createCall(call.getParserPosition(), call.operand(0), members);
    }

    private static @Nullable SqlNodeList members(SqlNode node) {
        SqlNode inner = node instanceof SqlNodeList list && list.size() == 1 ? list.get(0) : node;
        return inner.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR
                ? new SqlNodeList(((SqlCall) inner).getOperandList(), inner.getParserPosition())
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
        if (literal instanceof SqlUnknownLiteral time
                && !TOO_FINE.matcher(time.getValue()).find()) {
            return cast(time.getValue(), time.tag, literal.getParserPosition());
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
