package io.weirpool.common.model;

import static java.util.Objects.requireNonNull;

/**
 * A type with its parameters, as declared or derived.
 *
 * @param kind the kind; precision and scale of an array are those of its elements
 * @param precision DECIMAL: digits, or {@link #UNBOUNDED}; VARCHAR and CHAR: code points, or {@link #UNBOUNDED}; TIME
 *     and TIMESTAMP: fractional digits, 0 to 6; {@link #UNBOUNDED} for all other kinds
 * @param scale DECIMAL with a precision: digits after the point; 0 otherwise
 * @param nullable whether NULL is a value
 */
public record SqlType(TypeKind kind, int precision, int scale, boolean nullable) {
    /** No limit: PostgreSQL's {@code numeric} and {@code text}. A value then carries its own scale. */
    public static final int UNBOUNDED = -1;

    public SqlType {
        requireNonNull(kind, "kind");
        if (precision < UNBOUNDED
                || scale < 0
                || (kind.scalar() == TypeKind.DECIMAL && precision >= 0 && scale > precision)) {
            throw new IllegalArgumentException("%s(%d, %d)".formatted(kind, precision, scale));
        }
    }

    /** A nullable type without parameters; times have six fractional digits. */
    public static SqlType of(TypeKind kind) {
        return switch (kind.scalar()) {
            case TIME, TIMESTAMP, TIMESTAMPTZ -> new SqlType(kind, 6, 0, true);
            default -> new SqlType(kind, UNBOUNDED, 0, true);
        };
    }

    /** A nullable {@code DECIMAL(precision, scale)}. */
    public static SqlType decimal(int precision, int scale) {
        return new SqlType(TypeKind.DECIMAL, precision, scale, true);
    }

    /** A nullable {@code VARCHAR(length)}. */
    public static SqlType varchar(int length) {
        return new SqlType(TypeKind.VARCHAR, length, 0, true);
    }

    /** A nullable array of such elements, which can be NULL whatever they were alone. */
    public SqlType array() {
        return new SqlType(kind.array(), precision, scale, true);
    }

    /** What the elements of an array are; nullable. */
    public SqlType element() {
        return new SqlType(kind.element(), precision, scale, true);
    }

    /** Whether equal values can print differently: 1.0 and 1.00, 0 and -0, a month and 30 days, JSON with such numbers. */
    public boolean printsApart() {
        return switch (kind.scalar()) {
            case DECIMAL -> precision == UNBOUNDED;
            case REAL, DOUBLE, INTERVAL, JSON -> true;
            default -> false;
        };
    }

    public SqlType withNullable(boolean wanted) {
        return wanted == nullable ? this : new SqlType(kind, precision, scale, wanted);
    }

    public SqlType notNull() {
        return withNullable(false);
    }

    /** As written in SQL, without nullability: {@code DECIMAL(10, 2)}, {@code TIMESTAMP(6) WITH TIME ZONE}. */
    @Override
    public String toString() {
        if (kind.isArray()) {
            return element() + "[]";
        }
        return switch (kind) {
            case DECIMAL -> precision == UNBOUNDED ? "NUMERIC" : "DECIMAL(" + precision + ", " + scale + ")";
            case VARCHAR, CHAR -> precision == UNBOUNDED ? kind.name() : kind.name() + "(" + precision + ")";
            case TIME, TIMESTAMP -> kind.name() + "(" + precision + ")";
            case TIMESTAMPTZ -> "TIMESTAMP(" + precision + ") WITH TIME ZONE";
            default -> kind.name();
        };
    }
}
