package io.weirpool.sql.validate;

import io.weirpool.sql.parse.Mistake;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJsonEmptyOrError;
import org.apache.calcite.sql.SqlJsonQueryEmptyOrErrorBehavior;
import org.apache.calcite.sql.SqlJsonQueryWrapperBehavior;
import org.apache.calcite.sql.SqlJsonValueEmptyOrErrorBehavior;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code JSON_EXISTS}, {@code JSON_VALUE} and {@code JSON_QUERY} as calls of functions of the library. A path in lax mode has no
 * errors; a value that is none of its type, and several where one is wanted, are.
 */
final class JsonQueries {
    private static final String EXISTS = "json-exists";

    private static final String VALUE = "json-value";

    private static final String QUERY = "json-query";

    private static final String READ = "read-";

    /** Functions that read a type from text, by its names. */
    private static final Map<String, String> READING = Map.ofEntries(
            Map.entry("smallint", "smallint"),
            Map.entry("int2", "smallint"),
            Map.entry("integer", "integer"),
            Map.entry("int", "integer"),
            Map.entry("int4", "integer"),
            Map.entry("bigint", "bigint"),
            Map.entry("int8", "bigint"),
            Map.entry("decimal", "decimal"),
            Map.entry("numeric", "decimal"),
            Map.entry("real", "real"),
            Map.entry("float4", "real"),
            Map.entry("double", "double"),
            Map.entry("float", "double"),
            Map.entry("float8", "double"),
            Map.entry("boolean", "boolean"),
            Map.entry("bool", "boolean"),
            Map.entry("uuid", "uuid"),
            Map.entry("date", "date"),
            Map.entry("time", "time"),
            Map.entry("timestamp", "timestamp"),
            Map.entry("timestamptz", "timestamptz"),
            Map.entry("timestamp_with_local_time_zone", "timestamptz"),
            Map.entry("text", ""),
            Map.entry("varchar", ""));

    private final SqlCall call;
    private final SqlParserPos place;
    private final SqlNode json;
    private final SqlNode path;

    private JsonQueries(SqlCall call) {
        this.call = call;
        this.place = call.getParserPosition();
        this.json = asJson(call.operand(0));
        this.path = call.operand(1);
    }

    /** What stands for the call; null when it is none of these. */
    static @Nullable SqlNode of(SqlCall call) {
        if (call.getOperator().equals(SqlStdOperatorTable.JSON_EXISTS)) {
            return new JsonQueries(call).found();
        }
        if (call.getOperator().equals(SqlStdOperatorTable.JSON_VALUE)) {
            return new JsonQueries(call).value();
        }
        return call.getOperator().equals(SqlStdOperatorTable.JSON_QUERY) ? new JsonQueries(call).query() : null;
    }

    /** The function that the query has, by the name of the one that stands for it. */
    static String written(String name) {
        if (name.startsWith(READ) || name.startsWith(VALUE)) {
            return "json_value";
        }
        return name.startsWith(QUERY) ? "json_query" : name.equals(EXISTS) ? "json_exists" : name;
    }

    /** Text is read as JSON. */
    private SqlNode asJson(SqlNode operand) {
        SqlDataTypeSpec type =
                new SqlDataTypeSpec(new SqlUserDefinedTypeNameSpec(new SqlIdentifier("jsonb", place), place), place);
        return PostgresCast.INSTANCE.createCall(place, operand, type);
    }

    private SqlNode found() {
        return function(EXISTS);
    }

    private SqlNode value() {
        SqlDataTypeSpec type = null;
        SqlNode whenEmpty = null;
        SqlNode whenError = null;
        List<SqlNode> operands = call.getOperandList();
        for (int i = 2; i < operands.size(); i++) {
            if (operands.get(i) instanceof SqlDataTypeSpec returned) {
                type = returned;
                continue;
            }
            SqlJsonValueEmptyOrErrorBehavior behaviour =
                    symbol(operands.get(i), SqlJsonValueEmptyOrErrorBehavior.class);
            if (behaviour == null) {
                continue;
            }
            refuseFailing(behaviour == SqlJsonValueEmptyOrErrorBehavior.ERROR, operands.get(i));
            boolean written = behaviour == SqlJsonValueEmptyOrErrorBehavior.DEFAULT;
            SqlNode instead = written ? operands.get(i + 1) : null;
            SqlNode when = operands.get(i + (written ? 2 : 1));
            if (symbol(when, SqlJsonEmptyOrError.class) == SqlJsonEmptyOrError.EMPTY) {
                whenEmpty = instead;
            } else {
                whenError = instead;
            }
        }
        SqlNode text = function(VALUE);
        SqlNode value = type == null ? text : read(text, type);
        SqlNode fails = SqlStdOperatorTable.OR.createCall(
                place,
                function(VALUE + "-fails"),
                SqlStdOperatorTable.AND.createCall(
                        place,
                        SqlStdOperatorTable.IS_NULL.createCall(place, value),
                        SqlStdOperatorTable.IS_NOT_NULL.createCall(place, text)));
        return choice(cast(whenEmpty, type), fails, cast(whenError, type), value);
    }

    private SqlNode read(SqlNode text, SqlDataTypeSpec type) {
        boolean limited = type.getTypeNameSpec() instanceof SqlBasicTypeNameSpec basic && basic.getPrecision() >= 0;
        String name = type.getTypeName().getSimple().toLowerCase(Locale.ROOT).replace(' ', '_');
        String function = limited ? null : READING.get(name);
        if (function == null) {
            throw Mistake.unsupported(
                    type.getParserPosition(),
                    "JSON_VALUE returns text, numbers, BOOLEAN, UUID, dates and times, of no declared length",
                    "Cast it: JSON_VALUE(...)::numeric(9, 2).");
        }
        return function.isEmpty() ? text : call(READ + function, text);
    }

    private SqlNode query() {
        List<SqlNode> operands = call.getOperandList();
        if (operands.size() > 5 && operands.get(5) != null) {
            throw Mistake.unsupported(
                    operands.get(5).getParserPosition(), "JSON_QUERY returns jsonb", "Cast it: JSON_QUERY(...)::text.");
        }
        SqlJsonQueryWrapperBehavior wrapper = symbol(operands.get(2), SqlJsonQueryWrapperBehavior.class);
        SqlNode never = SqlLiteral.createBoolean(false, place);
        SqlNode whenEmpty = constant(operands.get(3));
        SqlNode whenError = constant(operands.get(4));
        if (wrapper == SqlJsonQueryWrapperBehavior.WITH_UNCONDITIONAL_ARRAY) {
            return choice(whenEmpty, never, null, function(QUERY + "-wrapped"));
        }
        return wrapper == SqlJsonQueryWrapperBehavior.WITH_CONDITIONAL_ARRAY
                ? choice(whenEmpty, never, null, function(QUERY + "-wrapped-if-several"))
                : choice(whenEmpty, function(QUERY + "-fails"), whenError, function(QUERY));
    }

    private @Nullable SqlNode constant(@Nullable SqlNode behaviour) {
        SqlJsonQueryEmptyOrErrorBehavior symbol = symbol(behaviour, SqlJsonQueryEmptyOrErrorBehavior.class);
        refuseFailing(symbol == SqlJsonQueryEmptyOrErrorBehavior.ERROR, call);
        if (symbol == null || symbol == SqlJsonQueryEmptyOrErrorBehavior.NULL) {
            return null;
        }
        boolean array = symbol == SqlJsonQueryEmptyOrErrorBehavior.EMPTY_ARRAY;
        return asJson(SqlLiteral.createCharString(array ? "[]" : "{}", place));
    }

    private static void refuseFailing(boolean fails, SqlNode place) {
        if (fails) {
            throw Mistake.unsupported(
                    place.getParserPosition(),
                    "ERROR ON EMPTY and ERROR ON ERROR",
                    "Leave it out, and filter the NULLs.");
        }
    }

    /** The value, and what stands for it where there is none and where it is an error; null is NULL. */
    private SqlNode choice(@Nullable SqlNode whenEmpty, SqlNode fails, @Nullable SqlNode whenError, SqlNode value) {
        SqlNode failing = whenError == null ? value : call("case", fails, whenError, value);
        return whenEmpty == null
                ? failing
                : call("case", SqlStdOperatorTable.NOT.createCall(place, found()), whenEmpty, failing);
    }

    private @Nullable SqlNode cast(@Nullable SqlNode value, @Nullable SqlDataTypeSpec type) {
        if (value == null) {
            return null;
        }
        SqlDataTypeSpec text =
                new SqlDataTypeSpec(new SqlUserDefinedTypeNameSpec(new SqlIdentifier("text", place), place), place);
        return PostgresCast.INSTANCE.createCall(place, value, type == null ? text : type);
    }

    private SqlNode function(String name) {
        return call(name, json, path);
    }

    private SqlNode call(String name, SqlNode... operands) {
        return LibraryFunctions.call(name, place, operands);
    }

    private static <E extends Enum<E>> @Nullable E symbol(@Nullable SqlNode node, Class<E> type) {
        return node instanceof SqlLiteral literal && type.isInstance(literal.getValue())
                ? type.cast(literal.getValue())
                : null;
    }
}
