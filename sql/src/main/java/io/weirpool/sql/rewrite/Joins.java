package io.weirpool.sql.rewrite;

import io.weirpool.common.model.Column;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.sql.plan.ColumnNames;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.HintedInput;
import io.weirpool.sql.plan.JoinKey;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Joins out of two sides and conditions over the left's columns followed by the right's. */
public final class Joins {
    private Joins() {}

    /** All conditions stay a residual, until {@link Rewriter} finds the keys in it. */
    public static Plan.Join of(Plan left, Plan right, JoinKind kind, List<Expression> conditions) {
        return new Plan.Join(left, right, kind, List.of(), Conjuncts.and(conditions), rowType(left, right, kind));
    }

    /** What a join says of pairs, its keys included. */
    static List<Expression> conditions(Plan.Join join) {
        int width = join.left().rowType().size();
        List<Expression> conditions = new ArrayList<>();
        for (JoinKey key : join.keys()) {
            Expression left =
                    new Expression.Input(key.left(), join.left().rowType().type(key.left()));
            Expression right = new Expression.Input(
                    width + key.right(), join.right().rowType().type(key.right()));
            conditions.add(new Equality(left, right, key.nullSafe()).condition());
        }
        conditions.addAll(Conjuncts.of(join.residual()));
        return conditions;
    }

    /**
     * Equalities between the sides become keys, of columns computed below where they are expressions. The columns are the
     * left's and the right's all the same.
     */
    static Plan keyed(Plan left, Plan right, JoinKind kind, List<Expression> conditions, List<HintedInput> hints) {
        int width = left.rowType().size();
        Side leftSide = new Side(left);
        Side rightSide = new Side(right);
        List<JoinKey> keys = new ArrayList<>();
        List<Expression> residual = new ArrayList<>();
        for (Expression condition : conditions) {
            Optional<Equality> equality =
                    Equality.of(condition, c -> c.length() <= width, c -> c.nextSetBit(0) >= width);
            if (equality.isEmpty()) {
                residual.add(condition);
                continue;
            }
            Expression a = equality.get().left();
            Expression b = Conjuncts.shift(equality.get().right(), -width);
            boolean nullSafe =
                    equality.get().nullSafe() && a.type().nullable() && b.type().nullable();
            keys.add(new JoinKey(leftSide.column(a), rightSide.column(b), nullSafe));
        }
        return joined(leftSide, rightSide, kind, keys, residual, hints);
    }

    private static Plan joined(
            Side left,
            Side right,
            JoinKind kind,
            List<JoinKey> keys,
            List<Expression> residual,
            List<HintedInput> hints) {
        int width = left.input().rowType().size();
        int added = left.added();
        Optional<Expression> moved = Conjuncts.and(residual.stream()
                .map(r -> Substitution.apply(
                        r, i -> i.index() < width ? i : new Expression.Input(i.index() + added, i.type())))
                .toList());
        Plan l = left.plan();
        Plan r = right.plan();
        Plan join = new Plan.Join(l, r, kind, keys, moved, rowType(l, r, kind), hints);
        if (added == 0 && (right.added() == 0 || !hasRight(kind))) {
            return join;
        }
        List<Integer> wanted = new ArrayList<>(IntStream.range(0, width).boxed().toList());
        if (hasRight(kind)) {
            IntStream.range(0, right.input().rowType().size()).forEach(i -> wanted.add(width + added + i));
        }
        return Calcs.columns(join, wanted, rowType(left.input(), right.input(), kind));
    }

    private static boolean hasRight(JoinKind kind) {
        return kind != JoinKind.SEMI && kind != JoinKind.ANTI;
    }

    static RowType rowType(Plan left, Plan right, boolean outer) {
        return rowType(left, right, outer ? JoinKind.LEFT : JoinKind.INNER);
    }

    private static RowType rowType(Plan left, Plan right, JoinKind kind) {
        if (!hasRight(kind)) {
            return left.rowType();
        }
        List<String> names = new ArrayList<>();
        List<SqlType> types = new ArrayList<>();
        for (Column column : left.rowType().columns()) {
            names.add(column.name().value());
            types.add(nullable(column, kind == JoinKind.FULL));
        }
        for (Column column : right.rowType().columns()) {
            names.add(column.name().value());
            types.add(nullable(column, kind != JoinKind.INNER));
        }
        return ColumnNames.rowType(names, types);
    }

    private static SqlType nullable(Column column, boolean missing) {
        return missing ? column.type().withNullable(true) : column.type();
    }
}
