package io.weirpool.sql.translate;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Constant;
import io.weirpool.sql.plan.Placement;
import io.weirpool.sql.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Views that read no source. What keeps views moves with the positions of logs, so such a view reads a stream of its own,
 * in which nobody writes, and takes nothing from it.
 */
final class ConstantViews {
    /** Nobody can declare it: names of users do not begin so. */
    private static final Source NOTHING = new Source(
            new Name("weirpool_nothing"),
            Source.Kind.STREAM,
            new RowType(List.of(Column.of("x", SqlType.of(TypeKind.INTEGER)))),
            List.of(),
            List.of(),
            1,
            Map.of());

    private ConstantViews() {}

    /** The same rows, with a source; {@code sources} gets it where the plan has none. */
    static Plan anchored(Plan plan, Map<String, Source> sources) {
        if (!Placement.sources(plan).isEmpty()) {
            return plan;
        }
        sources.putIfAbsent(NOTHING.name().value(), NOTHING);
        return first(plan);
    }

    /** One leaf is enough. */
    private static Plan first(Plan plan) {
        if (plan instanceof Plan.Values values) {
            return new Plan.Union(List.of(values, nothing(values.rowType())), values.rowType());
        }
        List<Plan> inputs = new ArrayList<>(plan.inputs());
        inputs.set(0, first(inputs.get(0)));
        return plan.withInputs(inputs);
    }

    private static Plan nothing(RowType rowType) {
        Constant never = new Constant(false, SqlType.of(TypeKind.BOOLEAN).notNull());
        List<Expression> values = rowType.columns().stream()
                .<Expression>map(column -> new Constant(null, column.type().withNullable(true)))
                .toList();
        Plan scan = new Plan.Scan(NOTHING.name(), List.of(0), NOTHING.columns(), true);
        return new Plan.Calc(scan, Optional.of(never), values, rowType);
    }
}
