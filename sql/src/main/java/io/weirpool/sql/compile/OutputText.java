package io.weirpool.sql.compile;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Constant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Functions that take operands of any type as what PostgreSQL would print: {@code ||} beside text, {@code concat},
 * {@code format}; and functions that see the blanks at the end of a CHAR.
 */
final class OutputText {
    private static final SqlType TEXT = SqlType.varchar(SqlType.UNBOUNDED);

    private static final Set<String> PRINTING = Set.of("concat", "concat_ws", "format", "{row}");

    /** Those of {@link #PRINTING} whose first operand must be text. */
    private static final Set<String> TEXT_FIRST = Set.of("concat_ws", "format");

    /** Of CHAR the blanks at the end count: of these PostgreSQL has one for CHAR itself, and others take it as text. */
    private static final Set<String> SEEING_BLANKS =
            Set.of("like", "ilike", "~", "~*", "octet_length", "~~any", "~~all", "~~*any", "~~*all");

    /** These quote what a cast to text prints. */
    private static final Set<String> QUOTING = Set.of("quote_literal", "quote_nullable");

    private OutputText() {}

    /** @param untyped operands that are literals in quotes, or NULL */
    static List<Expression> of(String name, List<Expression> operands, Set<Integer> untyped) {
        if (PRINTING.contains(name)) {
            boolean textFirst = TEXT_FIRST.contains(name);
            return IntStream.range(0, operands.size())
                    .mapToObj(i -> textFirst && i == 0 ? operands.get(0) : printed(operands.get(i)))
                    .toList();
        }
        if (SEEING_BLANKS.contains(name) && operands.get(0).type().kind() == TypeKind.CHAR) {
            List<Expression> padded = new ArrayList<>(operands);
            padded.set(0, printed(operands.get(0)));
            return padded;
        }
        if (QUOTING.contains(name)
                && untyped.isEmpty()
                && operands.size() == 1
                && !operands.get(0).type().kind().isText()) {
            return operands.stream().map(OutputText::cast).toList();
        }
        // beside JSON a literal in quotes is JSON
        boolean typed =
                untyped.isEmpty() && operands.stream().noneMatch(o -> o.type().kind() == TypeKind.CHAR);
        boolean beside = name.equals("||")
                && !readAsBytes(operands, untyped)
                && operands.stream().noneMatch(o -> o.type().kind().isArray())
                && operands.stream().anyMatch(o -> o.type().kind().isText())
                && operands.stream()
                        .anyMatch(o -> !o.type().kind().isText() && (o.type().kind() != TypeKind.JSON || typed));
        return beside ? operands.stream().map(OutputText::cast).toList() : operands;
    }

    /** Beside bytes a literal in quotes is read as bytes. */
    private static boolean readAsBytes(List<Expression> operands, Set<Integer> untyped) {
        return !untyped.isEmpty() && operands.stream().anyMatch(o -> o.type().kind() == TypeKind.VARBINARY);
    }

    private static Expression cast(Expression operand) {
        return Conversion.to(operand, TEXT).orElse(operand);
    }

    /** As cast, but for two types whose output is another: {@code t} and {@code f}, and CHAR with its blanks. */
    private static Expression printed(Expression operand) {
        SqlType type = operand.type();
        if (type.kind() == TypeKind.BOOLEAN) {
            return Expressions.choice(List.of(
                            Expressions.form(Forms.IS_TRUE, List.of(operand)),
                            text("t"),
                            Expressions.form(Forms.IS_FALSE, List.of(operand)),
                            text("f"),
                            text(null)))
                    .orElse(operand);
        }
        return cast(padded(operand));
    }

    /** CHAR(n) with its blanks, as text; others as they are. */
    static Expression padded(Expression operand) {
        SqlType type = operand.type();
        if (type.kind() != TypeKind.CHAR) {
            return operand;
        }
        if (type.precision() == SqlType.UNBOUNDED) {
            throw Failures.unsupported("a CHAR without a length, where its blanks would count");
        }
        Constant length =
                new Constant(type.precision(), SqlType.of(TypeKind.INTEGER).notNull());
        return Expressions.function("rpad", List.of(cast(operand), length)).orElse(operand);
    }

    private static Expression text(@Nullable String value) {
        return new Constant(value, TEXT.withNullable(value == null));
    }
}
