package io.weirpool.sql.translate;

import io.weirpool.sql.compile.Expressions;
import io.weirpool.sql.compile.Forms;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Input;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.rewrite.Calcs;
import io.weirpool.sql.rewrite.Joins;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.calcite.rex.RexNode;

/**
 * A FULL JOIN that depends on the row outside: each side is asked for all values that rows outside have, and rows are joined
 * of one value. Which it is says the left's row, or the right's where there is none.
 */
final class CorrelatedFullJoin {
    private final PlanBuilder builder;
    private final List<Integer> outer;
    private final int leftWidth;
    private final int rightWidth;
    private final Plan left;
    private final Plan right;

    /** @param read the columns of the row outside that a side or a condition reads */
    CorrelatedFullJoin(PlanBuilder builder, Relation left, Relation right, BitSet read) {
        this.builder = builder;
        this.outer = read.stream().boxed().toList();
        this.leftWidth = left.width();
        this.rightWidth = right.width();
        this.left =
                Correlation.marked(builder.correlation().carrying(left, outer).plan());
        this.right = builder.correlation().carrying(right, outer).plan();
    }

    /** @param conditions over the fields of the left, then those of the right */
    Relation join(List<RexNode> conditions) {
        int size = left.rowType().size();
        Sides sides = new Sides(builder, new Relation(left, leftWidth, List.of()), Relation.of(right));
        Map<Integer, Integer> carried = new HashMap<>();
        IntStream.range(0, outer.size()).forEach(i -> carried.put(outer.get(i), leftWidth + i));
        Correlation.Bound places = new Correlation.Bound(Relation.of(left), carried);
        List<Expression> tested = new ArrayList<>();
        sides.conditions(conditions).forEach(c -> tested.add(places.apply(c)));
        for (int i = 0; i < outer.size(); i++) {
            List<Expression> values =
                    List.of(value(sides.both(), leftWidth + i), value(sides.both(), size + rightWidth + i));
            tested.add(Expressions.sameKind(Forms.IS_NOT_DISTINCT, values).orElseThrow());
        }
        return shown(Joins.of(left, right, JoinKind.FULL, tested));
    }

    private Relation shown(Plan joined) {
        int size = left.rowType().size();
        List<Expression> columns = new ArrayList<>();
        IntStream.range(0, leftWidth).forEach(i -> columns.add(value(joined, i)));
        IntStream.range(size, size + rightWidth).forEach(i -> columns.add(value(joined, i)));
        List<String> names = IntStream.concat(IntStream.range(0, leftWidth), IntStream.range(size, size + rightWidth))
                .mapToObj(i -> joined.rowType().column(i).name().value())
                .toList();
        Expression hasLeft = Expressions.form(Forms.IS_NOT_NULL, List.of(value(joined, size - 1)));
        for (int i = 0; i < outer.size(); i++) {
            List<Expression> choice =
                    List.of(hasLeft, value(joined, leftWidth + i), value(joined, size + rightWidth + i));
            columns.add(Expressions.choice(choice).orElseThrow());
        }
        Plan plan = Calcs.project(joined, columns, names);
        int width = leftWidth + rightWidth;
        List<Expression> lifted = IntStream.range(0, outer.size())
                .mapToObj(i -> builder.correlation().same(plan, width + i, outer.get(i)))
                .toList();
        return new Relation(plan, width, lifted);
    }

    private static Expression value(Plan plan, int column) {
        return new Input(column, plan.rowType().type(column));
    }
}
