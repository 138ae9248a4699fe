package io.weirpool.sql.compile;

import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Interval;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values as JSON, and JSON made of values; times in ISO 8601, moments in UTC. */
public final class JsonValues {
    private static final String NULL = "null";

    private JsonValues() {}

    @SqlFunction("to_jsonb(BOOLEAN) JSON")
    public static String of(boolean value) {
        return String.valueOf(value);
    }

    @SqlFunction({"to_jsonb(SMALLINT) JSON", "to_jsonb(INTEGER) JSON"})
    public static String of(int value) {
        return String.valueOf(value);
    }

    @SqlFunction("to_jsonb(BIGINT) JSON")
    public static String of(long value) {
        return String.valueOf(value);
    }

    @SqlFunction("to_jsonb(DECIMAL) JSON")
    public static String of(BigDecimal value) {
        return value.toPlainString();
    }

    /** What is no number, NaN and the infinities, is a string. */
    @SqlFunction("to_jsonb(REAL) JSON")
    public static String of(float value) {
        return Float.isFinite(value) ? new BigDecimal(Floats.text(value)).toPlainString() : string(Floats.text(value));
    }

    @SqlFunction("to_jsonb(DOUBLE) JSON")
    public static String of(double value) {
        return Double.isFinite(value) ? new BigDecimal(Floats.text(value)).toPlainString() : string(Floats.text(value));
    }

    @SqlFunction("to_jsonb(VARCHAR) JSON")
    public static String string(String value) {
        return JsonParts.string(value);
    }

    @SqlFunction("to_jsonb(JSON) JSON")
    public static String same(String value) {
        return value;
    }

    @SqlFunction("to_jsonb(DATE) JSON")
    public static String date(int day) {
        return string(TimeText.format(day));
    }

    @SqlFunction("to_jsonb(TIME) JSON")
    public static String time(long micros) {
        return string(TimeText.formatTime(micros));
    }

    @SqlFunction("to_jsonb(TIMESTAMP) JSON")
    public static String timestamp(long micros) {
        return string(TimeText.format(micros, "").replaceFirst(" ", "T"));
    }

    @SqlFunction("to_jsonb(TIMESTAMPTZ) JSON")
    public static String moment(long micros) {
        return string(TimeText.format(micros, "+00:00").replaceFirst(" ", "T"));
    }

    @SqlFunction("to_jsonb(INTERVAL) JSON")
    public static String interval(Interval value) {
        return string(Intervals.text(value));
    }

    @SqlFunction("to_jsonb(UUID) JSON")
    public static String uuid(UUID value) {
        return string(value.toString());
    }

    @SqlFunction("to_jsonb(VARBINARY) JSON")
    public static String bytes(Bytes value) {
        return string(Casts.text(value));
    }

    @SqlFunction({
        "to_jsonb(SMALLINT[]) JSON",
        "to_jsonb(INTEGER[]) JSON",
        "to_jsonb(BIGINT[]) JSON",
        "to_jsonb(BOOLEAN[]) JSON",
        "to_jsonb(JSON[]) JSON"
    })
    public static String plain(ArrayValue array) {
        return JsonParts.array(array.elements().stream().map(String::valueOf).toList());
    }

    @SqlFunction("to_jsonb(VARCHAR[]) JSON")
    public static String strings(ArrayValue array) {
        return elements(array, element -> string((String) element));
    }

    @SqlFunction("to_jsonb(DECIMAL[]) JSON")
    public static String decimals(ArrayValue array) {
        return elements(array, element -> of((BigDecimal) element));
    }

    @SqlFunction("to_jsonb(DOUBLE[]) JSON")
    public static String doubles(ArrayValue array) {
        return elements(array, element -> of((Double) element));
    }

    private static String elements(ArrayValue array, Function<Object, String> json) {
        return JsonParts.array(array.elements().stream()
                .map(element -> element == null ? NULL : json.apply(element))
                .toList());
    }

    @SqlFunction("jsonb_build_array() JSON")
    public static String noElements() {
        return "[]";
    }

    @SqlFunction(takesNulls = true, value = "jsonb_build_array(JSON...) JSON")
    public static String array(@Nullable String... elements) {
        List<String> parts = new ArrayList<>();
        for (String element : elements) {
            parts.add(element == null ? NULL : element);
        }
        return JsonParts.array(parts);
    }

    @SqlFunction("jsonb_build_object() JSON")
    public static String noFields() {
        return "{}";
    }

    /** Names, as JSON, and values in turn; of equal names the last counts. */
    @SqlFunction(takesNulls = true, value = "jsonb_build_object(JSON, JSON...) JSON")
    public static String object(@Nullable String first, @Nullable String... rest) {
        if (rest.length % 2 == 0) {
            throw Failures.invalid("argument list must have even number of elements");
        }
        TreeMap<String, String> fields = new TreeMap<>(JsonParts.NAMES);
        for (int i = -1; i < rest.length; i += 2) {
            String name = Json.text(i < 0 ? first : rest[i]);
            String value = rest[i + 1];
            if (name == null) {
                throw Failures.invalid("argument %d: key must not be null".formatted(i + 2));
            }
            fields.put(name, value == null ? NULL : value);
        }
        return JsonParts.object(fields);
    }

    /** Names and values in turn. */
    @SqlFunction("jsonb_object(VARCHAR[]) JSON")
    public static String object(ArrayValue pairs) {
        if (pairs.size() % 2 != 0) {
            throw Failures.invalid("array must have even number of elements");
        }
        @Nullable Object[] names = new Object[pairs.size() / 2];
        @Nullable Object[] values = new Object[pairs.size() / 2];
        for (int i = 0; i < pairs.size(); i++) {
            (i % 2 == 0 ? names : values)[i / 2] = pairs.get(i);
        }
        return object(ArrayValue.wrap(names), ArrayValue.wrap(values));
    }

    @SqlFunction("jsonb_object(VARCHAR[], VARCHAR[]) JSON")
    public static String object(ArrayValue names, ArrayValue values) {
        if (names.size() != values.size()) {
            throw Failures.invalid("mismatched array dimensions");
        }
        TreeMap<String, String> fields = new TreeMap<>(JsonParts.NAMES);
        for (int i = 0; i < names.size(); i++) {
            Object name = names.get(i);
            Object value = values.get(i);
            if (name == null) {
                throw Failures.invalid("null value not allowed for object key");
            }
            fields.put((String) name, value == null ? NULL : string((String) value));
        }
        return JsonParts.object(fields);
    }

    /** How many are not NULL. */
    @SqlFunction(takesNulls = true, value = "num_nonnulls(BOOLEAN...) INTEGER")
    public static int nonNulls(@Nullable Boolean... values) {
        return (int) Arrays.stream(values).filter(value -> value != null).count();
    }

    @SqlFunction(takesNulls = true, value = "num_nulls(BOOLEAN...) INTEGER")
    public static int nulls(@Nullable Boolean... values) {
        return values.length - nonNulls(values);
    }
}
