package io.weirpool.app.verify;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;

/** PostgreSQL's name of a column's type. */
final class PostgresTypeName {
    private PostgresTypeName() {}

    /** With the collation that text has everywhere in a pipeline. */
    static String of(SqlType type) {
        TypeKind scalar = type.kind().scalar();
        boolean text = scalar == TypeKind.VARCHAR || scalar == TypeKind.CHAR;
        return bare(type) + (text ? " COLLATE \"C\"" : "");
    }

    /** Without one. */
    static String bare(SqlType type) {
        if (type.kind().isArray()) {
            return bare(type.element()) + "[]";
        }
        return switch (type.kind()) {
            case DOUBLE -> "double precision";
            case VARBINARY -> "bytea";
            case JSON -> "jsonb";
            case CHAR -> type.precision() == SqlType.UNBOUNDED ? "bpchar" : type.toString();
            default -> type.toString();
        };
    }
}
