package io.weirpool.sql.translate;

import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.ColumnNames;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Constant;
import io.weirpool.sql.plan.KeyDerivation;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.rewrite.Calcs;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.SetOp;

/** UNION, INTERSECT, EXCEPT. */
final class SetOperations {
    private final PlanBuilder builder;

    SetOperations(PlanBuilder builder) {
        this.builder = builder;
    }

    Relation operation(SetOp operation) {
        List<Relation> inputs = operation.getInputs().stream()
                .map(builder.ordered(false)::relation)
                .toList();
        if (operation instanceof Intersect) {
            return combined(operation, Plan.SetOperation.Kind.INTERSECT, inputs);
        }
        if (operation instanceof Minus) {
            return combined(operation, Plan.SetOperation.Kind.EXCEPT, inputs);
        }
        if (operation.all && builder.isOrdered()) {
            return inOrder(operation, inputs);
        }
        Relation all = union(operation, inputs);
        return operation.all ? all : all.with(GroupValues.distinct(all.plan()));
    }

    /** All rows of the first, then those of the second and so on, each counted in the last column. */
    private Relation inOrder(SetOp operation, List<Relation> inputs) {
        Alike alike = alike(operation, inputs);
        SqlType number = SqlType.of(TypeKind.INTEGER).notNull();
        List<Plan> plans = IntStream.range(0, inputs.size())
                .mapToObj(i -> Calcs.with(alike.plans.get(i), List.of(new Constant(i, number))))
                .toList();
        Relation all = alike.relation(new Plan.Union(plans, plans.get(0).rowType()));
        boolean known = alike.plans.stream().allMatch(SetOperations::isOneRow);
        return known ? all.ordered(RowOrder.counted(alike.rowType.size())) : all;
    }

    private static boolean isOneRow(Plan plan) {
        return KeyDerivation.columns(plan, Map.of()).filter(List::isEmpty).isPresent();
    }

    /** All rows of all. */
    Relation union(RelNode node, List<Relation> inputs) {
        Alike alike = alike(node, inputs);
        return alike.relation(new Plan.Union(alike.plans, alike.rowType));
    }

    private Relation combined(SetOp operation, Plan.SetOperation.Kind kind, List<Relation> inputs) {
        Alike alike = alike(operation, inputs);
        Plan rows = new Plan.SetOperation(kind, operation.all, alike.plans, alike.rowType);
        return alike.relation(GroupValues.asIn(alike.plans.get(0), rows));
    }

    /** Inputs with the same columns, those of the row outside being the last. */
    private record Alike(List<Plan> plans, RowType rowType, Relation first) {
        /** Operators over them keep the columns, and what they must be. */
        Relation relation(Plan plan) {
            return new Relation(plan, first.width(), first.lifted());
        }
    }

    private Alike alike(RelNode node, List<Relation> given) {
        List<Relation> inputs = carrying(given);
        List<List<Expression>> rows =
                inputs.stream().map(i -> Calcs.all(i.plan().rowType())).toList();
        List<SqlType> types = CommonTypes.ofRows(
                rows,
                rows.get(0).size(),
                (row, column) -> isLiteral(inputs.get(row).plan(), column));
        List<String> names = new ArrayList<>(node.getRowType().getFieldNames());
        IntStream.range(names.size(), types.size()).forEach(i -> names.add("c" + i));
        RowType rowType = ColumnNames.rowType(names, types);
        List<Plan> plans = new ArrayList<>();
        for (Relation input : inputs) {
            List<Expression> all = Calcs.all(input.plan().rowType());
            List<Expression> cast = CommonTypes.cast(all, types);
            plans.add(cast.equals(all) ? input.plan() : Calcs.project(input.plan(), cast, names));
        }
        return new Alike(plans, rowType, inputs.get(0));
    }

    /** Whether all rows have the same text or NULL in the column, which then is a literal without a type of its own. */
    private static boolean isLiteral(Plan plan, int column) {
        if (plan instanceof Plan.Values values) {
            return values.rowType().type(column).kind() == TypeKind.VARCHAR
                    && values.rows().size() == 1;
        }
        return plan instanceof Plan.Calc calc
                && calc.projections().get(column) instanceof Constant constant
                && constant.type().kind() == TypeKind.VARCHAR;
    }

    private List<Relation> carrying(List<Relation> inputs) {
        BitSet read = new BitSet();
        inputs.forEach(input -> input.lifted().forEach(c -> read.or(Scope.outerColumns(c))));
        List<Integer> outer = read.stream().boxed().toList();
        return outer.isEmpty()
                ? inputs.stream().map(SetOperations::visible).toList()
                : inputs.stream()
                        .map(i -> builder.correlation().carrying(i, outer))
                        .toList();
    }

    /** Only the query's columns, of a relation that depends on no row outside. */
    static Relation visible(Relation relation) {
        return relation.plan().rowType().size() == relation.width()
                ? relation
                : Relation.of(Calcs.columns(
                        relation.plan(),
                        IntStream.range(0, relation.width()).boxed().toList()));
    }
}
