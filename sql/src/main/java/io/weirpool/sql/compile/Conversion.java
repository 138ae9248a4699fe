package io.weirpool.sql.compile;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Call;
import io.weirpool.sql.plan.Expression.Constant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Casts, asked for or implied. */
public final class Conversion {
    public static final String CAST = "CAST";

    /** What the blanks at the end of a CHAR are a part of, or a mistake in. */
    private static final Set<TypeKind> SEEING_BLANKS = Set.of(TypeKind.VARBINARY, TypeKind.UUID);

    private Conversion() {}

    /** The operand as this kind, without a limit; the operand itself when it is of that kind. */
    static Expression implicit(Expression operand, TypeKind kind) {
        return operand.type().kind() == kind
                ? operand
                : to(operand, SqlType.of(kind)).orElseThrow(() -> new IllegalStateException(operand + " to " + kind));
    }

    /** CAST(operand AS type), nullable as the operand is; empty when there is no such cast. */
    public static Optional<Expression> to(Expression operand, SqlType type) {
        SqlType target = type.withNullable(operand.type().nullable());
        if (operand instanceof Constant constant && constant.value() == null) {
            return Optional.of(new Constant(null, target));
        }
        if (operand.type().equals(target)) {
            return Optional.of(operand);
        }
        if (!exists(operand.type().kind(), type.kind()) || printsLostBlanks(operand.type(), type)) {
            return Optional.empty();
        }
        Expression read = SEEING_BLANKS.contains(type.kind()) ? OutputText.padded(operand) : operand;
        return Optional.of(fold(new Call(CAST, List.of(read), target)));
    }

    /** The blanks at the end of CHAR are not kept, but printed within an array: how many there are, its length says. */
    private static boolean printsLostBlanks(SqlType from, SqlType to) {
        return from.kind() == TypeKind.CHAR_ARRAY
                && to.kind() == TypeKind.VARCHAR
                && from.precision() == SqlType.UNBOUNDED;
    }

    /** Whether there is a cast; arrays are cast element by element, and as text. */
    private static boolean exists(TypeKind from, TypeKind to) {
        if (from == to) {
            return true;
        }
        if (from.isArray() && to.isArray()) {
            return exists(from.element(), to.element());
        }
        if (to.isArray()) {
            return from == TypeKind.VARCHAR && exists(from, to.element());
        }
        if (from.isArray()) {
            return to == TypeKind.VARCHAR;
        }
        return FunctionLibrary.find(functionName(to), List.of(from)).isPresent();
    }

    /** Constants are cast at once, unless the cast fails: then it fails where it is evaluated. */
    private static Expression fold(Call cast) {
        return cast.operands().get(0) instanceof Constant ? Constants.foldOrKeep(cast) : cast;
    }

    /** The library's name of the conversion to a kind. */
    static String functionName(TypeKind to) {
        return "CAST_" + to;
    }

    /** Whether every value of {@code from} is, unchanged, a value of {@code to}; both of one kind. */
    static boolean fits(SqlType from, SqlType to) {
        if (to.precision() == SqlType.UNBOUNDED || Objects.equals(from.withNullable(true), to.withNullable(true))) {
            return true;
        }
        if (from.precision() == SqlType.UNBOUNDED
                || (to.kind().scalar() == TypeKind.DECIMAL && from.scale() != to.scale())) {
            return false;
        }
        return from.precision() <= to.precision();
    }
}
