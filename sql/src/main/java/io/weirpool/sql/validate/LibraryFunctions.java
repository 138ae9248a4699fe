package io.weirpool.sql.validate;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.compile.FunctionLibrary;
import io.weirpool.sql.compile.ScalarFunction;
import io.weirpool.sql.compile.Signature;
import io.weirpool.sql.convert.CalciteTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.OperandTypes;
import org.jspecify.annotations.Nullable;

/**
 * Functions that we have and Calcite has not, so that a query can name them. Their operands are checked when the call is
 * converted; the type given here lets Calcite go on.
 */
final class LibraryFunctions {
    private LibraryFunctions() {}

    /** One for each name that is not among those known. */
    static List<SqlOperator> missingFrom(Set<String> known) {
        Map<String, List<Signature>> byName = new TreeMap<>();
        for (ScalarFunction function : FunctionLibrary.all()) {
            String name = function.signature().name();
            if (name.matches("[a-z][a-z0-9_]*") && !known.contains(name)) {
                byName.computeIfAbsent(name, n -> new ArrayList<>()).add(function.signature());
            }
        }
        Map<String, SqlOperator> functions = new LinkedHashMap<>();
        byName.forEach((name, signatures) -> functions.put(name, function(name, signatures)));
        return List.copyOf(functions.values());
    }

    private static SqlOperator function(String name, Collection<Signature> signatures) {
        return new SqlFunction(
                name,
                SqlKind.OTHER_FUNCTION,
                call -> result(call, signatures),
                null,
                OperandTypes.VARIADIC,
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }

    private static RelDataType result(SqlOperatorBinding call, Collection<Signature> signatures) {
        Signature nearest = signatures.stream()
                .max(Comparator.comparingLong(s -> matches(call, s)))
                .orElseThrow();
        return CalciteTypes.toCalcite(call.getTypeFactory(), SqlType.of(nearest.result()));
    }

    private static long matches(SqlOperatorBinding call, Signature signature) {
        int count = Math.min(call.getOperandCount(), signature.operands().size());
        return IntStream.range(0, count)
                .filter(i ->
                        kind(call.getOperandType(i)) == signature.operands().get(i))
                .count();
    }

    private static @Nullable TypeKind kind(RelDataType type) {
        return CalciteTypes.fromCalcite(type).map(SqlType::kind).orElse(null);
    }
}
