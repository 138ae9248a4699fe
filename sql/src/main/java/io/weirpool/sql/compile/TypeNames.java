package io.weirpool.sql.compile;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Call;
import io.weirpool.sql.plan.Expression.Constant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code pg_typeof}: the name that PostgreSQL gives the type of an expression, whatever its value. */
final class TypeNames {
    static final String FUNCTION = "pg_typeof";

    private TypeNames() {}

    /**
     * The name as a constant; empty when there is not one operand.
     *
     * @param untyped operands that are literals in quotes, or NULL
     * @throws ExpressionFailure for text of which PostgreSQL could say {@code text} or {@code character varying}
     */
    static Optional<Expression> of(List<Expression> operands, Set<Integer> untyped) {
        if (operands.size() != 1) {
            return Optional.empty();
        }
        String name = untyped.contains(0) ? "unknown" : name(operands.get(0));
        return Optional.of(new Constant(name, SqlType.varchar(SqlType.UNBOUNDED).notNull()));
    }

    private static String name(Expression operand) {
        SqlType type = operand.type();
        boolean computed = operand instanceof Call call && !call.function().equals(Conversion.CAST);
        if (type.kind().scalar() == TypeKind.VARCHAR && type.precision() == SqlType.UNBOUNDED && !computed) {
            throw Failures.unsupported(FUNCTION + " of text, which here is one with VARCHAR without a length");
        }
        return type.kind().isArray() ? name(type.kind().element(), type) + "[]" : name(type.kind(), type);
    }

    private static String name(TypeKind scalar, SqlType type) {
        return switch (scalar) {
            case VARCHAR -> type.precision() == SqlType.UNBOUNDED ? "text" : "character varying";
            case DECIMAL -> "numeric";
            case DOUBLE -> "double precision";
            case CHAR -> "character";
            case TIME -> "time without time zone";
            case TIMESTAMP -> "timestamp without time zone";
            case TIMESTAMPTZ -> "timestamp with time zone";
            case VARBINARY -> "bytea";
            case JSON -> "jsonb";
            default -> scalar.name().toLowerCase(Locale.ROOT);
        };
    }
}
