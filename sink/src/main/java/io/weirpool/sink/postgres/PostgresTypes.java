package io.weirpool.sink.postgres;

import io.weirpool.common.model.SqlType;

/** The one mapping from our types to PostgreSQL's. */
final class PostgresTypes {
    private PostgresTypes() {}

    /** The column's type exactly as {@code format_type()} prints it, which is also what CREATE TABLE reads. */
    static String columnType(SqlType type) {
        if (type.kind().isArray()) {
            return columnType(type.element()) + "[]";
        }
        int p = type.precision();
        return switch (type.kind()) {
            case BOOLEAN -> "boolean";
            case SMALLINT -> "smallint";
            case INTEGER -> "integer";
            case BIGINT -> "bigint";
            case REAL -> "real";
            case DOUBLE -> "double precision";
            case DECIMAL -> p == SqlType.UNBOUNDED ? "numeric" : "numeric(" + p + "," + type.scale() + ")";
            case VARCHAR -> p == SqlType.UNBOUNDED ? "text" : "character varying(" + p + ")";
            case CHAR -> p == SqlType.UNBOUNDED ? "bpchar" : "character(" + p + ")";
            case DATE -> "date";
            case TIME -> "time" + digits(p) + " without time zone";
            case TIMESTAMP -> "timestamp" + digits(p) + " without time zone";
            case TIMESTAMPTZ -> "timestamp" + digits(p) + " with time zone";
            case INTERVAL -> "interval";
            case UUID -> "uuid";
            case VARBINARY -> "bytea";
            case JSON -> "jsonb";
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    private static String digits(int precision) {
        return precision == SqlType.UNBOUNDED ? "" : "(" + precision + ")";
    }

    /** Text is compared by its bytes everywhere. */
    static boolean hasCollation(SqlType type) {
        return switch (type.kind().scalar()) {
            case VARCHAR, CHAR -> true;
            default -> false;
        };
    }

    /**
     * Element type of the arrays values travel in; without length or scale, which the column itself checks. An array of
     * arrays would have two dimensions, so arrays travel as the text that {@link #cast} makes arrays of.
     */
    static String elementType(SqlType type) {
        return switch (type.kind()) {
            case BOOLEAN -> "bool";
            case SMALLINT -> "int2";
            case INTEGER -> "int4";
            case BIGINT -> "int8";
            case REAL -> "float4";
            case DOUBLE -> "float8";
            case DECIMAL -> "numeric";
            case VARCHAR -> "text";
            case CHAR -> "bpchar";
            case DATE -> "date";
            case TIME -> "time";
            case TIMESTAMP -> "timestamp";
            case TIMESTAMPTZ -> "timestamptz";
            case INTERVAL -> "interval";
            case UUID -> "uuid";
            case VARBINARY -> "bytea";
            case JSON -> "jsonb";
            default -> "text";
        };
    }

    /** The expression's value, which came as {@link #elementType} says, as the column takes it. */
    static String cast(SqlType type, String expression) {
        return type.kind().isArray() ? expression + "::" + elementType(type.element()) + "[]" : expression;
    }
}
