package io.weirpool.sql.compile;

import io.weirpool.common.model.TypeKind;

/**
 * A computed value in generated code.
 *
 * @param value a variable or literal: of the kind's primitive type where there is one, else of its class
 * @param isNull a Java expression; {@link #NEVER} when it cannot be NULL; where it is true {@code value} means nothing
 */
record Code(TypeKind kind, String value, String isNull) {
    static final String NEVER = "false";

    boolean neverNull() {
        return isNull.equals(NEVER);
    }

    /** The value as an object, null for NULL. */
    String boxed() {
        if (!JavaTypes.isPrimitive(kind)) {
            return value;
        }
        String box = JavaTypes.boxName(kind) + ".valueOf(" + value + ")";
        return neverNull() ? box : "(" + isNull + " ? (" + JavaTypes.boxName(kind) + ") null : " + box + ")";
    }

    /** True only for TRUE. */
    String isTrue() {
        return neverNull() ? value : "(!" + isNull + " && " + value + ")";
    }

    /** True only for FALSE. */
    String isFalse() {
        return neverNull() ? "!" + value : "(!" + isNull + " && !" + value + ")";
    }
}
