package io.weirpool.sql.translate;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.compile.CommonType;
import io.weirpool.sql.compile.Conversion;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The types in which the rows of UNION and VALUES meet. */
final class CommonTypes {
    private CommonTypes() {}

    /**
     * Of each column the type that the rows' values have in common.
     *
     * @param isUntyped whether the value of a row in a column is a literal in quotes
     */
    static List<SqlType> ofRows(
            List<? extends List<? extends Expression>> rows, int columns, BiPredicate<Integer, Integer> isUntyped) {
        List<SqlType> types = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            int column = i;
            List<Expression> values =
                    rows.stream().<Expression>map(row -> row.get(column)).toList();
            Set<Integer> untyped = IntStream.range(0, rows.size())
                    .filter(row -> isUntyped.test(row, column))
                    .boxed()
                    .collect(Collectors.toUnmodifiableSet());
            types.add(of(values, untyped));
        }
        return types;
    }

    private static SqlType of(List<Expression> values, Set<Integer> untyped) {
        if (values.isEmpty()) {
            return SqlType.varchar(SqlType.UNBOUNDED);
        }
        boolean nullable = values.stream().anyMatch(value -> value.type().nullable());
        List<SqlType> distinct = values.stream()
                .filter(value -> !CommonType.isNull(value))
                .map(value -> value.type().withNullable(nullable))
                .distinct()
                .toList();
        if (distinct.size() == 1) {
            return distinct.get(0);
        }
        boolean textFirst = distinct.stream().findFirst().map(SqlType::kind).orElse(TypeKind.CHAR) == TypeKind.VARCHAR;
        if (!textFirst && distinct.stream().anyMatch(type -> type.kind() == TypeKind.CHAR)) {
            throw Mistake.unsupported(
                    null,
                    "CHAR beside text or a CHAR of another length in one column: its blanks at the end would count",
                    "Cast the CHAR: x::text.");
        }
        return CommonType.of(values, untyped)
                .map(same -> same.withNullable(nullable))
                .orElseThrow(() -> Mistake.invalid(
                        null, "types " + distinct + " do not go together in one column", "Cast one side: x::text."));
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
