package io.weirpool.sql.rewrite;

import io.weirpool.common.model.RowType;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.JoinKey;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Plan.AsOfJoin.AsOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** As-of joins: their keys and times become columns where they are expressions. */
public final class AsOfKeys {
    private AsOfKeys() {}

    /**
     * The join, with the left's columns and the right's.
     *
     * @param conditions and times over the left's columns followed by the right's
     * @return empty when a condition is no equality of the sides, or a time is not of one side
     */
    public static Optional<Plan> join(
            Plan left,
            Plan right,
            boolean outer,
            List<Expression> conditions,
            Expression leftTime,
            AsOf asOf,
            Expression rightTime) {
        int width = left.rowType().size();
        Side leftSide = new Side(left);
        Side rightSide = new Side(right);
        List<JoinKey> keys = new ArrayList<>();
        for (Expression condition : conditions) {
            Optional<Equality> equality =
                    Equality.of(condition, c -> c.length() <= width, c -> c.nextSetBit(0) >= width);
            if (equality.isEmpty()) {
                return Optional.empty();
            }
            keys.add(new JoinKey(
                    leftSide.column(equality.get().left()),
                    rightSide.column(Conjuncts.shift(equality.get().right(), -width)),
                    equality.get().nullSafe()));
        }
        boolean sided = Conjuncts.columns(leftTime).length() <= width
                && Conjuncts.columns(rightTime).nextSetBit(0) >= width
                && leftTime.type().kind() == rightTime.type().kind();
        if (!sided) {
            return Optional.empty();
        }
        int leftColumn = leftSide.column(leftTime);
        int rightColumn = rightSide.column(Conjuncts.shift(rightTime, -width));
        Plan l = leftSide.plan();
        Plan r = rightSide.plan();
        RowType rowType = Joins.rowType(l, r, outer);
        Plan join = new Plan.AsOfJoin(l, r, outer, keys, leftColumn, asOf, rightColumn, rowType);
        List<Integer> wanted = new ArrayList<>(IntStream.range(0, width).boxed().toList());
        int before = l.rowType().size();
        IntStream.range(0, right.rowType().size()).forEach(i -> wanted.add(before + i));
        return Optional.of(
                wanted.size() == rowType.size()
                        ? join
                        : Calcs.columns(join, wanted, Joins.rowType(left, right, outer)));
    }
}
