package io.weirpool.sql.validate;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.convert.AggregateTypes;
import io.weirpool.sql.convert.CalciteTypes;
import io.weirpool.sql.plan.AggregateCall.Function;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.util.Optionality;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate with PostgreSQL's names and types in place of Calcite's, whose rules then leave it as it is. What it takes is
 * checked when the call is converted. Percentiles here have the column of their order as a second argument, MODE as its
 * only one.
 */
public final class OwnAggregate extends SqlAggFunction {
    private static final String APPROXIMATE_COUNT = "approx_count_distinct";

    private static final Map<String, OwnAggregate> BY_NAME = new TreeMap<>();

    static {
        add(Function.COUNT, 1, 1, APPROXIMATE_COUNT);
        add(Function.SUM, 1, 1, "sum");
        add(Function.AVG, 1, 1, "avg");
        add(Function.ANY_VALUE, 1, 1, "any_value");
        add(Function.ARG_MIN, 2, 2, "arg_min", "min_by");
        add(Function.ARG_MAX, 2, 2, "arg_max", "max_by");
        add(Function.VAR_POP, 1, 1, "var_pop");
        add(Function.VAR_SAMP, 1, 1, "var_samp", "variance");
        add(Function.STDDEV_POP, 1, 1, "stddev_pop");
        add(Function.STDDEV_SAMP, 1, 1, "stddev_samp", "stddev");
        add(Function.COVAR_POP, 2, 2, "covar_pop");
        add(Function.COVAR_SAMP, 2, 2, "covar_samp");
        add(Function.CORR, 2, 2, "corr");
        add(Function.REGR_COUNT, 2, 2, "regr_count");
        add(Function.REGR_AVGX, 2, 2, "regr_avgx");
        add(Function.REGR_AVGY, 2, 2, "regr_avgy");
        add(Function.REGR_SXX, 2, 2, "regr_sxx");
        add(Function.REGR_SYY, 2, 2, "regr_syy");
        add(Function.REGR_SXY, 2, 2, "regr_sxy");
        add(Function.REGR_SLOPE, 2, 2, "regr_slope");
        add(Function.REGR_INTERCEPT, 2, 2, "regr_intercept");
        add(Function.REGR_R2, 2, 2, "regr_r2");
        add(Function.BOOL_AND, 1, 1, "bool_and", "every");
        add(Function.BOOL_OR, 1, 1, "bool_or");
        add(Function.BIT_AND, 1, 1, "bit_and");
        add(Function.BIT_OR, 1, 1, "bit_or");
        add(Function.BIT_XOR, 1, 1, "bit_xor");
        add(Function.STRING_AGG, 2, 2, "string_agg", "listagg");
        add(Function.ARRAY_AGG, 1, 1, "array_agg");
        add(Function.JSON_AGG, 1, 1, "json_agg", "jsonb_agg");
        add(Function.JSON_OBJECT_AGG, 2, 2, "jsonb_object_agg"); // json_object_agg prints otherwise
        add(Function.PERCENTILE_CONT, 2, 2, "percentile_cont");
        add(Function.PERCENTILE_DISC, 2, 2, "percentile_disc");
        add(Function.MODE, 1, 1, "mode");
    }

    private final Function function;

    private OwnAggregate(String name, Function function, int operandsMin, int operandsMax) {
        super(
                name,
                null,
                SqlKind.OTHER_FUNCTION,
                binding -> result(function, binding),
                null,
                OperandTypes.variadic(SqlOperandCountRanges.between(operandsMin, operandsMax)),
                SqlFunctionCategory.USER_DEFINED_FUNCTION,
                false,
                false,
                Optionality.OPTIONAL);
        this.function = function;
    }

    private static void add(Function function, int operandsMin, int operandsMax, String... names) {
        for (String name : names) {
            BY_NAME.put(name, new OwnAggregate(name, function, operandsMin, operandsMax));
        }
    }

    static List<OwnAggregate> all() {
        return List.copyOf(BY_NAME.values());
    }

    /** In lower case. */
    public static Set<String> names() {
        return Set.copyOf(BY_NAME.keySet());
    }

    static @Nullable OwnAggregate named(String name) {
        return BY_NAME.get(name.toLowerCase(Locale.ROOT));
    }

    public Function function() {
        return function;
    }

    /** Whether equal arguments count once though DISTINCT is not written. */
    public static boolean countsDistinct(SqlAggFunction operator) {
        return operator instanceof OwnAggregate own && own.getName().equals(APPROXIMATE_COUNT);
    }

    /** Of a percentile's arguments the fraction decides nothing. */
    private static RelDataType result(Function function, SqlOperatorBinding binding) {
        boolean percentile = function == Function.PERCENTILE_CONT || function == Function.PERCENTILE_DISC;
        List<SqlType> arguments = IntStream.range(percentile ? 1 : 0, binding.getOperandCount())
                .mapToObj(
                        i -> CalciteTypes.fromCalcite(binding.getOperandType(i)).orElse(SqlType.of(TypeKind.VARCHAR)))
                .toList();
        return CalciteTypes.toCalcite(binding.getTypeFactory(), AggregateTypes.of(function, arguments, true));
    }
}
