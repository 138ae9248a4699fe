package io.weirpool.common.model;

import org.jspecify.annotations.Nullable;

/**
 * The types a column can have. Closed: each has exactly one representation in a row, in JSON and in PostgreSQL,
 * and every place that maps types asks about all of them. {@code docs/types.md} prints the table.
 */
public enum TypeKind {
    /** {@link Boolean}. */
    BOOLEAN(Boolean.class),
    /** {@link Integer} within -32768 and 32767. */
    SMALLINT(Integer.class),
    /** {@link Integer}. */
    INTEGER(Integer.class),
    /** {@link Long}. */
    BIGINT(Long.class),
    /** {@link Float}; NaN and the infinities allowed. */
    REAL(Float.class),
    /** {@link Double}; NaN and the infinities allowed. */
    DOUBLE(Double.class),
    /** {@link java.math.BigDecimal}; with a declared scale, at exactly that scale. */
    DECIMAL(java.math.BigDecimal.class),
    /** {@link String}, at most {@code precision} code points when declared, never holding U+0000. */
    VARCHAR(String.class),
    /** {@link String} without trailing blanks, which are not significant: {@code CHAR(n)} of PostgreSQL. */
    CHAR(String.class),
    /** {@link Integer}: days since 1970-01-01. */
    DATE(Integer.class),
    /** {@link Long}: microseconds since midnight. */
    TIME(Long.class),
    /** {@link Long}: microseconds since 1970-01-01T00:00:00, no zone. */
    TIMESTAMP(Long.class),
    /** {@link Long}: microseconds since 1970-01-01T00:00:00Z. */
    TIMESTAMPTZ(Long.class),
    /** {@link Interval}: months, days and microseconds apart. */
    INTERVAL(Interval.class),
    /** {@link java.util.UUID}; ordered by its unsigned bytes. */
    UUID(java.util.UUID.class),
    /** {@link Bytes}. */
    VARBINARY(Bytes.class),
    /** {@link String}: canonical text as PostgreSQL prints {@code jsonb}. */
    JSON(String.class),

    // Arrays, which have one dimension and begin at 1. As in PostgreSQL, each type of element has an array type of its
    // own,
    // so that functions are found by it. Their elements can be NULL.
    BOOLEAN_ARRAY(BOOLEAN),
    SMALLINT_ARRAY(SMALLINT),
    INTEGER_ARRAY(INTEGER),
    BIGINT_ARRAY(BIGINT),
    REAL_ARRAY(REAL),
    DOUBLE_ARRAY(DOUBLE),
    DECIMAL_ARRAY(DECIMAL),
    VARCHAR_ARRAY(VARCHAR),
    CHAR_ARRAY(CHAR),
    DATE_ARRAY(DATE),
    TIME_ARRAY(TIME),
    TIMESTAMP_ARRAY(TIMESTAMP),
    TIMESTAMPTZ_ARRAY(TIMESTAMPTZ),
    INTERVAL_ARRAY(INTERVAL),
    UUID_ARRAY(UUID),
    VARBINARY_ARRAY(VARBINARY),
    JSON_ARRAY(JSON);

    private static final String ARRAY = "_ARRAY";

    private final Class<?> javaClass;
    private final @Nullable TypeKind element;

    TypeKind(Class<?> javaClass) {
        this.javaClass = javaClass;
        this.element = null;
    }

    TypeKind(TypeKind element) {
        this.javaClass = ArrayValue.class;
        this.element = element;
    }

    /** The class of every value of this type in a row. */
    public Class<?> javaClass() {
        return javaClass;
    }

    public boolean isArray() {
        return element != null;
    }

    /** Whether values are text of any kind; JSON is none. */
    public boolean isText() {
        return this == VARCHAR || this == CHAR;
    }

    /** What the elements of an array are. */
    public TypeKind element() {
        if (element == null) {
            throw new IllegalStateException(this + " has no elements");
        }
        return element;
    }

    /** The array of elements of this kind, which is none itself. */
    public TypeKind array() {
        return valueOf(name() + ARRAY);
    }

    /** The kind itself, or that of its elements: what decides on equality, order and text of both. */
    public TypeKind scalar() {
        return element == null ? this : element;
    }
}
