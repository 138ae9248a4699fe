package io.weirpool.sql.compile;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Constant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The one type that several values get, in CASE, COALESCE, a column of UNION. */
public final class CommonType {
    private CommonType() {}

    /**
     * The operands' own type when they have the same, else their common kind without limits; empty when there is none.
     * NULLs have no say; when there are only such, it is the type that one of them was cast to, or text.
     *
     * <p>Of text and CHAR the first decides, as in PostgreSQL: text, without the blanks at the end of the CHARs. CHAR before
     * text has none in common with it, nor with a CHAR of another length, as each value would then keep its own blanks. A literal
     * of exactly its length is one.
     *
     * @param untyped operands that are literals in quotes: they take the type of the others, text when there is no other
     */
    public static Optional<SqlType> of(List<? extends Expression> operands, Set<Integer> untyped) {
        Optional<SqlType> common = Optional.empty();
        boolean literals = false;
        for (int i = 0; i < operands.size(); i++) {
            Expression operand = operands.get(i);
            if (isNull(operand)) {
                continue;
            }
            if (untyped.contains(i)) {
                literals = true;
                continue;
            }
            SqlType type = operand.type().withNullable(true);
            Optional<SqlType> both = common.isEmpty() ? Optional.of(type) : of(common.get(), type);
            if (both.isEmpty()) {
                return Optional.empty();
            }
            common = both;
        }
        if (!literals) {
            return common.or(() -> ofNulls(operands));
        }
        SqlType others = common.map(type -> SqlType.of(type.kind())).orElse(SqlType.varchar(SqlType.UNBOUNDED));
        if (others.kind() != TypeKind.CHAR) {
            return Optional.of(others);
        }
        return common.filter(type ->
                untyped.stream().map(operands::get).allMatch(literal -> isNull(literal) || fills(literal, type)));
    }

    /** The first type that a NULL was given by a cast, {@code NULL::integer}; without one they are text. */
    private static Optional<SqlType> ofNulls(List<? extends Expression> nulls) {
        return nulls.stream()
                .map(Expression::type)
                .filter(type -> type.kind() != TypeKind.VARCHAR)
                .findFirst()
                .or(() -> nulls.stream().map(Expression::type).findFirst());
    }

    /** Whether a literal has no blanks added to it as a CHAR(n), so that PostgreSQL, which has none of a length, shows the same. */
    private static boolean fills(Expression literal, SqlType type) {
        return literal instanceof Constant constant
                && constant.value() instanceof String text
                && text.codePointCount(0, text.length()) == type.precision();
    }

    private static Optional<SqlType> of(SqlType first, SqlType second) {
        if (first.equals(second)) {
            return Optional.of(first);
        }
        if (first.kind() == TypeKind.VARCHAR && second.kind() == TypeKind.CHAR) {
            return Optional.of(SqlType.of(TypeKind.VARCHAR));
        }
        boolean blanks = first.kind() == TypeKind.CHAR || second.kind() == TypeKind.CHAR;
        return blanks
                ? Optional.empty()
                : Promotion.common(first.kind(), second.kind()).map(SqlType::of);
    }

    /** Whether the expression is the constant NULL. */
    public static boolean isNull(Expression operand) {
        return operand instanceof Constant constant && constant.value() == null;
    }

    /** The operand in the common type; limits of text and numbers are no matter. */
    static Expression unified(Expression operand, SqlType type) {
        if (operand.type().kind() == type.kind()) {
            return operand;
        }
        return Conversion.to(operand, type).orElseThrow(() -> new IllegalStateException(operand + " to " + type));
    }
}
