package io.weirpool.sql.rewrite;

import io.weirpool.sql.compile.Expressions;
import io.weirpool.sql.compile.Forms;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Call;
import io.weirpool.sql.plan.Expression.Input;
import io.weirpool.sql.plan.JoinKey;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Ranking;
import io.weirpool.sql.plan.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows joined with the maximum of their group, {@code a JOIN (SELECT g, max(x) AS m FROM a GROUP BY g) b ON a.g = b.g AND
 * a.x = b.m}, are the rows of rank 1 in their group: nothing is kept twice, and no row is looked at again because the maximum
 * has changed. So with {@code a.x >= b.m}, as none is greater, and with the minimum.
 *
 * <p>Not where {@code a} only grows: a join keeps rows that never leave in less.
 */
final class ExtremesOfGroups extends InputsRewritten {
    private static final ExtremesOfGroups RULE = new ExtremesOfGroups();

    private ExtremesOfGroups() {}

    static Plan apply(Plan plan) {
        return plan.accept(RULE);
    }

    @Override
    public Plan visitJoin(Plan.Join join) {
        Plan.Join given = (Plan.Join) inputsOf(join);
        return given.kind() != JoinKind.INNER || !given.hints().isEmpty()
                ? given
                : ranked(given, 0).or(() -> ranked(given, 1)).orElse(given);
    }

    /** {@code side}: the input whose rows are joined with the extreme of their group, which is the other. */
    private static Optional<Plan> ranked(Plan.Join join, int side) {
        Plan rows = join.inputs().get(side);
        return Extreme.of(join.inputs().get(1 - side))
                .filter(extreme -> extreme.isOf(rows))
                .flatMap(extreme -> pairs(join, side, extreme)
                        .flatMap(pairs -> columns(pairs, rows, extreme))
                        .map(columns -> topN(join, side, columns, extreme)));
    }

    /** A column of the rows, and one of the extremes that it is equal to. */
    private record Pair(int row, int extreme, boolean nullSafe) {}

    /** All that the join asks for; empty where that is more than equal columns. */
    private static Optional<List<Pair>> pairs(Plan.Join join, int side, Extreme extreme) {
        List<Pair> pairs = new ArrayList<>();
        for (JoinKey key : join.keys()) {
            pairs.add(
                    side == 0
                            ? new Pair(key.left(), key.right(), key.nullSafe())
                            : new Pair(key.right(), key.left(), key.nullSafe()));
        }
        if (join.residual().isEmpty()) {
            return Optional.of(pairs);
        }
        if (!(join.residual().get() instanceof Call call)
                || call.operands().size() != 2
                || !(call.operands().get(0) instanceof Input first)
                || !(call.operands().get(1) instanceof Input second)) {
            return Optional.empty();
        }
        int width = join.left().rowType().size();
        boolean rowFirst = (first.index() < width) == (side == 0);
        boolean sides = (first.index() < width) != (second.index() < width);
        Pair pair = new Pair(
                (rowFirst ? first : second).index() - (side == 0 ? 0 : width),
                (rowFirst ? second : first).index() - (side == 0 ? width : 0),
                false);
        if (!sides
                || !call.function().equals(rowFirst == extreme.greatest() ? ">=" : "<=")
                || extreme.positions().get(pair.extreme()) != extreme.sources().size() - 1) {
            return Optional.empty();
        }
        pairs.add(pair);
        return Optional.of(pairs);
    }

    /** For each column of the aggregate the rows' own that it is equal to; empty where they are not just these. */
    private static Optional<List<Integer>> columns(List<Pair> pairs, Plan rows, Extreme extreme) {
        List<Integer> own = Extreme.sources(rows);
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < extreme.sources().size(); i++) {
            int position = i;
            boolean compared = i == extreme.sources().size() - 1;
            List<Pair> found = pairs.stream()
                    .filter(pair -> extreme.positions().get(pair.extreme()) == position)
                    .toList();
            if (found.size() != 1
                    || !own.get(found.get(0).row()).equals(extreme.sources().get(i))
                    || rows.rowType().type(found.get(0).row()).printsApart()
                    || (compared && found.get(0).nullSafe)) {
                return Optional.empty();
            }
            columns.add(found.get(0).row());
        }
        return pairs.size() == columns.size() ? Optional.of(columns) : Optional.empty();
    }

    private static Plan topN(Plan.Join join, int side, List<Integer> columns, Extreme extreme) {
        Plan rows = join.inputs().get(side);
        int compared = columns.get(columns.size() - 1);
        Plan known = Calcs.filter(rows, known(join, side, rows, compared));
        Plan top = new Plan.TopN(
                known,
                columns.subList(0, columns.size() - 1),
                List.of(new SortKey(compared, extreme.greatest(), false)),
                Ranking.RANK,
                0,
                1,
                false,
                known.rowType());
        List<Integer> all = new ArrayList<>();
        for (int input = 0; input < 2; input++) {
            for (int i = 0; i < join.inputs().get(input).rowType().size(); i++) {
                all.add(
                        input == side
                                ? Integer.valueOf(i)
                                : columns.get(extreme.positions().get(i)));
            }
        }
        return Calcs.columns(top, all, join.rowType());
    }

    /** Rows with NULL in a key that is not NULL-safe, or in what is compared, match nothing. */
    private static List<Expression> known(Plan.Join join, int side, Plan rows, int compared) {
        List<Integer> columns = new ArrayList<>();
        join.keys().stream()
                .filter(key -> !key.nullSafe())
                .forEach(key -> columns.add(side == 0 ? key.left() : key.right()));
        columns.add(compared);
        return columns.stream()
                .distinct()
                .filter(column -> rows.rowType().type(column).nullable())
                .map(column -> Expressions.form(
                        Forms.IS_NOT_NULL,
                        List.of(new Input(column, rows.rowType().type(column)))))
                .toList();
    }
}
