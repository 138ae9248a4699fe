package io.weirpool.sql.compile;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import org.jspecify.annotations.Nullable;

/** Values and types as PostgreSQL prints them. */
public final class PrintedValue {
    private PrintedValue() {}

    public static @Nullable String text(SqlType type, @Nullable Object value) {
        return FunctionProofTest.text(type.kind(), value);
    }

    public static String typeName(TypeKind kind) {
        return Postgres.typeName(kind);
    }
}
