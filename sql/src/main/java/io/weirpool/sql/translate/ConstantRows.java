package io.weirpool.sql.translate;

import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.convert.CalciteTypes;
import io.weirpool.sql.plan.ColumnNames;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Constant;
import io.weirpool.sql.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** VALUES. */
final class ConstantRows {
    private static final RowType NO_COLUMNS = new RowType(List.of());

    private ConstantRows() {}

    static Plan.Values of(Values values) {
        List<List<Expression>> rows = new ArrayList<>();
        for (List<RexLiteral> tuple : values.getTuples()) {
            rows.add(tuple.stream()
                    .map(literal -> Scalars.convert(literal, NO_COLUMNS))
                    .toList());
        }
        List<SqlType> types = rows.isEmpty()
                ? declared(values)
                : CommonTypes.ofRows(
                        rows,
                        values.getRowType().getFieldCount(),
                        (row, column) -> isUntyped(values.getTuples().get(row).get(column)));
        List<List<Constant>> constants = new ArrayList<>();
        for (List<Expression> row : rows) {
            constants.add(CommonTypes.cast(row, types).stream()
                    .map(value -> (Constant) ConstantFolding.apply(value))
                    .toList());
        }
        return new Plan.Values(constants, PlanBuilder.rowType(values, types));
    }

    /** The same rows in the order in which they are written. */
    static Relation counted(Plan.Values values) {
        SqlType number = SqlType.of(TypeKind.INTEGER).notNull();
        List<List<Constant>> rows = new ArrayList<>();
        for (List<Constant> row : values.rows()) {
            List<Constant> counted = new ArrayList<>(row);
            counted.add(new Constant(rows.size(), number));
            rows.add(counted);
        }
        List<String> names = new ArrayList<>();
        List<SqlType> types = new ArrayList<>();
        values.rowType().columns().forEach(column -> {
            names.add(column.name().value());
            types.add(column.type());
        });
        names.add("place");
        types.add(number);
        int width = values.rowType().size();
        return new Relation(new Plan.Values(rows, ColumnNames.rowType(names, types)), width, List.of())
                .ordered(RowOrder.counted(width));
    }

    /** Of no rows Calcite alone knows the types. */
    private static List<SqlType> declared(Values values) {
        return values.getRowType().getFieldList().stream()
                .map(field -> CalciteTypes.fromCalcite(field.getType()).orElse(SqlType.varchar(SqlType.UNBOUNDED)))
                .toList();
    }

    private static boolean isUntyped(RexLiteral literal) {
        return !literal.isNull() && SqlTypeUtil.inCharFamily(literal.getType());
    }
}
