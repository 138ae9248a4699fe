package io.weirpool.common.model;

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
    JSON(String.class);

    private final Class<?> javaClass;

    TypeKind(Class<?> javaClass) {
        this.javaClass = javaClass;
    }

    /** The class of every value of this type in a row. */
    public Class<?> javaClass() {
        return javaClass;
    }
}
