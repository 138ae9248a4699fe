package io.weirpool.e2e.oracle;

/** What an expression may be used for. Coarser than a type: PostgreSQL's rules say the type. */
enum Kind {
    BOOL("BOOLEAN"),
    /** SMALLINT, INTEGER or BIGINT. */
    INT("INTEGER"),
    /** A number that is exact: NUMERIC, or perhaps an integer. */
    EXACT("NUMERIC"),
    /** REAL or DOUBLE whose arithmetic here is without rounding, as values are multiples of 1/4. */
    FLOAT("DOUBLE PRECISION"),
    TEXT("VARCHAR"),
    /** CHAR(n): compared, grouped and joined, but not computed with, as what becomes of its blanks is another matter. */
    CHAR("CHAR(4)"),
    DATE("DATE"),
    TIME("TIME"),
    TIMESTAMP("TIMESTAMP"),
    TIMESTAMPTZ("TIMESTAMP WITH TIME ZONE"),
    UUID("UUID"),
    BYTES("BYTEA"),
    JSON("JSONB"),
    INTERVAL("INTERVAL"),
    INTEGERS("INTEGER[]"),
    TEXTS("TEXT[]"),
    /** A number that PostgreSQL may round differently: compared with a tolerance and used for nothing else. */
    ROUNDED("DOUBLE PRECISION");

    private final String type;

    Kind(String type) {
        this.type = type;
    }

    /** To cast a literal to. */
    String type() {
        return type;
    }

    boolean isNumber() {
        return this == INT || this == EXACT || this == FLOAT;
    }

    boolean isArray() {
        return this == INTEGERS || this == TEXTS;
    }

    /** Whether it can stand in ORDER BY and comparisons here and in PostgreSQL, meaning the same. */
    boolean isOrdered() {
        return this != ROUNDED;
    }

    /** Whether there is min() of it. */
    boolean hasExtremes() {
        return isOrdered() && this != BOOL && this != UUID && this != JSON;
    }
}
