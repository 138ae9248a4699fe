package io.weirpool.sql.plan;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression.Call;
import java.util.List;
import java.util.Set;

/** Which expressions have a value (or NULL) for every row; of others it is not known. */
public final class Infallible {
    private static final String CAST = "CAST";

    private static final Set<String> FUNCTIONS = Set.of(
            "AND",
            "OR",
            "NOT",
            "IS NULL",
            "IS NOT NULL",
            "IS TRUE",
            "IS NOT TRUE",
            "IS FALSE",
            "IS NOT FALSE",
            "IS DISTINCT FROM",
            "IS NOT DISTINCT FROM",
            "IN",
            "CASE",
            "COALESCE",
            "GREATEST",
            "LEAST",
            "=",
            "<>",
            "<",
            "<=",
            ">",
            ">=",
            "lower",
            "upper",
            "length",
            "starts_with");

    /** Each becomes one of those after it, whatever the value. */
    private static final List<TypeKind> NUMBERS =
            List.of(TypeKind.SMALLINT, TypeKind.INTEGER, TypeKind.BIGINT, TypeKind.DECIMAL);

    private Infallible() {}

    public static boolean is(Expression expression) {
        if (!(expression instanceof Call call)) {
            return true;
        }
        boolean known = call.function().equals(CAST)
                ? isWider(call.operands().get(0).type(), call.type())
                : FUNCTIONS.contains(call.function());
        return known && call.operands().stream().allMatch(Infallible::is);
    }

    private static boolean isWider(SqlType from, SqlType to) {
        if (to.precision() != SqlType.UNBOUNDED && to.kind() == TypeKind.DECIMAL) {
            return false;
        }
        boolean number = NUMBERS.contains(from.kind()) && NUMBERS.indexOf(from.kind()) <= NUMBERS.indexOf(to.kind());
        return to.kind().isText() || number || from.kind() == to.kind();
    }
}
