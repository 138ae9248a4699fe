package io.weirpool.sql.plan;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.model.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scalar over one row. Closed: a column, a constant, or a function of other expressions; what functions exist is the
 * business of {@code compile}, which knows each by name.
 */
public sealed interface Expression {
    SqlType type();

    /** The value of column {@code index} of the input row. */
    record Input(int index, SqlType type) implements Expression {
        public Input {
            requireNonNull(type, "type");
        }

        @Override
        public String toString() {
            return "$" + index;
        }
    }

    /** A constant, of the class its type's kind names; null is NULL. */
    record Constant(@Nullable Object value, SqlType type) implements Expression {
        public Constant {
            requireNonNull(type, "type");
        }

        @Override
        public String toString() {
            return value instanceof String ? "'" + value + "'" : String.valueOf(value);
        }
    }

    /**
     * A function applied.
     *
     * @param function key in the function library of {@code compile}: {@code +}, {@code CASE}, {@code CAST}, {@code
     *     split_part}; with the operand types it identifies one implementation
     */
    record Call(String function, List<Expression> operands, SqlType type) implements Expression {
        public Call {
            operands = List.copyOf(operands);
            requireNonNull(type, "type");
        }

        @Override
        public String toString() {
            String arguments =
                    String.join(", ", operands.stream().map(Object::toString).toList());
            return function + "(" + arguments + ")" + (function.equals("CAST") ? ":" + type : "");
        }
    }
}
