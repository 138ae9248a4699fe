package io.weirpool.sql.compile;

import io.weirpool.common.error.ErrorCode;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What {@code JSON_VALUE} and {@code JSON_QUERY} are made of. Where they have no value, because there is none or because it is
 * an error, it is NULL: what the query says of it, {@code ON EMPTY} and {@code ON ERROR}, is put beside them.
 */
public final class SqlJson {
    private SqlJson() {}

    /** The text of the one scalar that the path finds, {@code t} and {@code f} of a condition; NULL of JSON's null. */
    @SqlFunction("json-value(JSON, VARCHAR) VARCHAR")
    public static @Nullable String value(String json, JsonPathQuery path) {
        List<String> items = path.items(json);
        if (items.size() != 1 || !JsonParts.isScalar(items.get(0))) {
            return null;
        }
        String item = items.get(0);
        return item.equals("true") || item.equals("false") ? item.substring(0, 1) : Json.text(item);
    }

    /** Whether the path finds several items, or one that is no scalar. */
    @SqlFunction("json-value-fails(JSON, VARCHAR) BOOLEAN")
    public static boolean valueFails(String json, JsonPathQuery path) {
        List<String> items = path.items(json);
        return items.size() > 1 || (items.size() == 1 && !JsonParts.isScalar(items.get(0)));
    }

    /** The one item that the path finds. */
    @SqlFunction("json-query(JSON, VARCHAR) JSON")
    public static @Nullable String query(String json, JsonPathQuery path) {
        List<String> items = path.items(json);
        return items.size() == 1 ? items.get(0) : null;
    }

    @SqlFunction("json-query-fails(JSON, VARCHAR) BOOLEAN")
    public static boolean queryFails(String json, JsonPathQuery path) {
        return path.items(json).size() > 1;
    }

    /** An array of the items that the path finds, if any. */
    @SqlFunction("json-query-wrapped(JSON, VARCHAR) JSON")
    public static @Nullable String wrapped(String json, JsonPathQuery path) {
        List<String> items = path.items(json);
        return items.isEmpty() ? null : JsonParts.array(items);
    }

    /** The one item that the path finds, or an array of several. */
    @SqlFunction("json-query-wrapped-if-several(JSON, VARCHAR) JSON")
    public static @Nullable String wrappedIfSeveral(String json, JsonPathQuery path) {
        return path.items(json).size() == 1 ? query(json, path) : wrapped(json, path);
    }

    /** An object, of which the fields are read. */
    @SqlFunction("json-record(JSON) JSON")
    public static String record(String json) {
        if (!JsonParts.isObject(json)) {
            throw Failures.invalid(
                    "cannot read the fields of a record from " + (JsonParts.isArray(json) ? "an array" : "a scalar"));
        }
        return json;
    }

    @SqlFunction("read-smallint(VARCHAR) SMALLINT")
    public static @Nullable Integer smallint(String text) {
        return orNull(() -> Casts.smallint(text));
    }

    @SqlFunction("read-integer(VARCHAR) INTEGER")
    public static @Nullable Integer integer(String text) {
        return orNull(() -> Casts.integer(text));
    }

    @SqlFunction("read-bigint(VARCHAR) BIGINT")
    public static @Nullable Long bigint(String text) {
        return orNull(() -> Casts.bigint(text));
    }

    @SqlFunction("read-decimal(VARCHAR) DECIMAL")
    public static @Nullable BigDecimal decimal(String text) {
        return orNull(() -> Casts.decimal(text));
    }

    @SqlFunction("read-real(VARCHAR) REAL")
    public static @Nullable Float real(String text) {
        return orNull(() -> Casts.real(text));
    }

    @SqlFunction("read-double(VARCHAR) DOUBLE")
    public static @Nullable Double doublePrecision(String text) {
        return orNull(() -> Casts.doublePrecision(text));
    }

    @SqlFunction("read-boolean(VARCHAR) BOOLEAN")
    public static @Nullable Boolean bool(String text) {
        return orNull(() -> Casts.bool(text));
    }

    @SqlFunction("read-uuid(VARCHAR) UUID")
    public static @Nullable UUID uuid(String text) {
        return orNull(() -> BinaryText.uuid(text));
    }

    @SqlFunction("read-date(VARCHAR) DATE")
    public static @Nullable Integer date(String text) {
        return orNull(() -> Dates.parse(text));
    }

    @SqlFunction("read-time(VARCHAR) TIME")
    public static @Nullable Long time(String text) {
        return orNull(() -> Timestamps.parseTime(text));
    }

    @SqlFunction("read-timestamp(VARCHAR) TIMESTAMP")
    public static @Nullable Long timestamp(String text) {
        return orNull(() -> Timestamps.parse(text));
    }

    @SqlFunction("read-timestamptz(VARCHAR) TIMESTAMPTZ")
    public static @Nullable Long timestampWithZone(String text) {
        return orNull(() -> Timestamps.parseWithZone(text));
    }

    /** What is refused here and read by PostgreSQL stays a failure. */
    private static <T> @Nullable T orNull(Supplier<T> read) {
        try {
            return read.get();
        } catch (ExpressionFailure e) {
            if (e.code() == ErrorCode.SQL_UNSUPPORTED) {
                throw e;
            }
            return null;
        }
    }
}
