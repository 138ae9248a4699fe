package io.weirpool.sql.compile;

/** Names of calls that are not functions of the library: they do not evaluate every operand, or see NULLs. */
public final class Forms {
    public static final String AND = "AND";
    public static final String OR = "OR";
    public static final String NOT = "NOT";
    public static final String IS_NULL = "IS NULL";
    public static final String IS_NOT_NULL = "IS NOT NULL";
    public static final String IS_TRUE = "IS TRUE";
    public static final String IS_NOT_TRUE = "IS NOT TRUE";
    public static final String IS_FALSE = "IS FALSE";
    public static final String IS_NOT_FALSE = "IS NOT FALSE";
    /** Two operands of one kind. */
    public static final String IS_DISTINCT = "IS DISTINCT FROM";

    public static final String IS_NOT_DISTINCT = "IS NOT DISTINCT FROM";
    /** Condition, value, condition, value, ..., otherwise; values of one kind. */
    public static final String CASE = "CASE";
    /** Operands of one kind. */
    public static final String COALESCE = "COALESCE";

    public static final String GREATEST = "GREATEST";
    public static final String LEAST = "LEAST";
    /** An operand, then constants of its kind, none NULL. */
    public static final String IN = "IN";

    private Forms() {}
}
