package io.weirpool.sql.compile;

import io.weirpool.common.model.TypeKind;

/** How generated code holds values of each kind. */
final class JavaTypes {
    private JavaTypes() {}

    static boolean isPrimitive(TypeKind kind) {
        return !name(kind).contains(".");
    }

    /** Of a variable. */
    static String name(TypeKind kind) {
        return switch (kind) {
            case BOOLEAN -> "boolean";
            case SMALLINT, INTEGER, DATE -> "int";
            case BIGINT, TIME, TIMESTAMP, TIMESTAMPTZ -> "long";
            case REAL -> "float";
            case DOUBLE -> "double";
            default -> boxName(kind);
        };
    }

    static String boxName(TypeKind kind) {
        return kind.javaClass().getName();
    }

    /** What a variable holds before it has a value. */
    static String zero(TypeKind kind) {
        return switch (name(kind)) {
            case "boolean" -> "false";
            case "int" -> "0";
            case "long" -> "0L";
            case "float" -> "0f";
            case "double" -> "0d";
            default -> "null";
        };
    }

    /** From a box to the variable's type. */
    static String unboxed(TypeKind kind, String box) {
        return isPrimitive(kind) ? box + "." + name(kind) + "Value()" : box;
    }
}
