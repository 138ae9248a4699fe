package io.weirpool.sql.validate;

import io.weirpool.common.model.SqlType;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.compile.Expressions;
import io.weirpool.sql.compile.FunctionLibrary;
import io.weirpool.sql.convert.CalciteTypes;
import io.weirpool.sql.plan.Expression;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlTableFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Functions that give rows, for Calcite to name: each stands for a value of one of its rows. */
public final class SetFunctions {
    private static final Map<String, SqlOperator> FUNCTIONS = functions();

    /** {@code ROWS FROM (f(x), g(y))}: rows of such functions side by side. */
    static final SqlOperator ROWS = new RowsFrom("$rows", false);

    /** The same and a last column with their number. */
    static final SqlOperator NUMBERED_ROWS = new RowsFrom("$numbered_rows", true);

    private SetFunctions() {}

    static Stream<SqlOperator> all() {
        return Stream.concat(FUNCTIONS.values().stream(), Stream.of(ROWS, NUMBERED_ROWS));
    }

    /** The function of this name in lower case; null when there is none. */
    static @Nullable SqlOperator function(String name) {
        return FUNCTIONS.get(name);
    }

    /** As queries name them. */
    static List<String> names() {
        return Stream.concat(
                        FUNCTIONS.keySet().stream().filter(FunctionLibrary::isNamed),
                        Stream.of("jsonb_each", "jsonb_each_text"))
                .toList();
    }

    /** Whether calls of it give rows. */
    public static boolean isSet(SqlOperator operator) {
        return operator.equals(FUNCTIONS.get(operator.getName()));
    }

    private static Map<String, SqlOperator> functions() {
        Map<String, SqlOperator> functions = new TreeMap<>();
        FunctionLibrary.sets()
                .forEach(function -> functions.computeIfAbsent(
                        function.signature().name(),
                        name -> new SqlFunction(
                                name,
                                SqlKind.OTHER_FUNCTION,
                                call -> result(call, name),
                                null,
                                OperandTypes.VARIADIC,
                                SqlFunctionCategory.USER_DEFINED_FUNCTION)));
        return functions;
    }

    private static RelDataType result(SqlOperatorBinding call, String name) {
        SqlType text = SqlType.varchar(SqlType.UNBOUNDED);
        LibraryFunctions.Operands operands = LibraryFunctions.operands(call);
        SqlType type = text; // so that Calcite goes on until the conversion refuses the call
        try {
            type = operands.known()
                    .flatMap(known -> Expressions.set(name, known, operands.untyped()))
                    .map(Expression::type)
                    .orElse(text);
        } catch (ExpressionFailure refusedWhenConverted) {
            type = text;
        }
        return CalciteTypes.toCalcite(call.getTypeFactory(), type);
    }

    /** Functions side by side, as a table. */
    public static final class RowsFrom extends SqlFunction implements SqlTableFunction {
        private final boolean numbered;

        RowsFrom(String name, boolean numbered) {
            super(
                    name,
                    SqlKind.OTHER_FUNCTION,
                    ReturnTypes.CURSOR,
                    null,
                    OperandTypes.VARIADIC,
                    SqlFunctionCategory.USER_DEFINED_TABLE_FUNCTION);
            this.numbered = numbered;
        }

        /** Whether the last column is the number of the row. */
        public boolean numbered() {
            return numbered;
        }

        @Override
        public SqlReturnTypeInference getRowTypeInference() {
            return this::columns;
        }

        private RelDataType columns(SqlOperatorBinding call) {
            RelDataTypeFactory factory = call.getTypeFactory();
            RelDataTypeFactory.Builder columns = factory.builder();
            for (int i = 0; i < call.getOperandCount(); i++) {
                columns.add("c" + i, factory.createTypeWithNullability(call.getOperandType(i), true));
            }
            if (numbered) {
                columns.add("ordinality", SqlTypeName.BIGINT);
            }
            return columns.build();
        }
    }
}
