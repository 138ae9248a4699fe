package io.weirpool.sql.compile;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a static method the implementation of functions of SQL.
 *
 * <p>The method takes a value of each operand's class, primitive where there is one. A parameter of another class (a
 * pattern, a date part) is prepared once from an operand that must be a constant, by that class's {@code of(String)}; or, for one
 * that takes any text ({@link AnyText}), from each row's operand.
 * Generated code calls the method only when no operand is NULL; what it returns as null is NULL.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface SqlFunction {
    /**
     * Signatures: {@code name(KIND, KIND) RESULT}; a last operand {@code KIND...} stands for any number of them, {@code
     * KIND[]} for an array. {@code T} stands for each kind that {@link ElementKinds} says; the method then takes objects for
     * it, and before all operands that {@link io.weirpool.common.model.TypeKind}, if it wants to know.
     */
    String[] value();

    /** The method compares and gives a negative, zero or positive int: it stands for all six comparisons. */
    boolean comparison() default false;

    /** Called with NULLs, too: the parameters are boxed. */
    boolean takesNulls() default false;
}
