package io.weirpool.sql.translate;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.compile.Conversion;
import io.weirpool.sql.compile.Expressions;
import io.weirpool.sql.compile.Forms;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.Expression;
import java.util.ArrayList;
import java.util.List;

/** The types in which the rows of UNION and VALUES meet. */
final class CommonTypes {
    private CommonTypes() {}

    /** Of each column the type that the rows' values have in common. */
    static List<SqlType> ofRows(List<? extends List<? extends Expression>> rows, int columns) {
        List<SqlType> types = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            int column = i;
            List<Expression> values =
                    rows.stream().<Expression>map(row -> row.get(column)).toList();
            types.add(of(values));
        }
        return types;
    }

    private static SqlType of(List<Expression> values) {
        if (values.isEmpty()) {
            return SqlType.varchar(SqlType.UNBOUNDED);
        }
        boolean nullable = values.stream().anyMatch(value -> value.type().nullable());
        List<SqlType> distinct = values.stream()
                .filter(value -> !isNull(value))
                .map(value -> value.type().withNullable(nullable))
                .distinct()
                .toList();
        if (distinct.size() == 1) {
            return distinct.get(0);
        }
        List<TypeKind> kinds = distinct.stream().map(SqlType::kind).distinct().toList();
        if (kinds.contains(TypeKind.CHAR) && kinds.size() > 1) {
            throw Mistake.unsupported(
                    null,
                    "CHAR and text in one column: whether trailing blanks count depends on the first",
                    "Cast the CHAR: x::text.");
        }
        return Expressions.sameKind(Forms.COALESCE, values)
                .map(same -> same.type().withNullable(nullable))
                .orElseThrow(() -> Mistake.invalid(
                        null, "types " + distinct + " do not go together in one column", "Cast one side: x::text."));
    }

    private static boolean isNull(Expression value) {
        return value instanceof Expression.Constant constant && constant.value() == null;
    }

    /** The row's values in these types; limits of text and numbers are no matter. */
    static List<Expression> cast(List<? extends Expression> row, List<SqlType> types) {
        List<Expression> cast = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            Expression value = row.get(i);
            TypeKind kind = types.get(i).kind();
            cast.add(
                    value.type().kind() == kind
                            ? value
                            : Conversion.to(value, SqlType.of(kind)).orElseThrow());
        }
        return cast;
    }
}
