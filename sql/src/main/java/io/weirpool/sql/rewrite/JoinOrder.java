package io.weirpool.sql.rewrite;

import io.weirpool.common.catalog.Source;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.KeyDerivation;
import io.weirpool.sql.plan.Locality;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.RowCount;
import io.weirpool.sql.rewrite.InnerJoins.Part;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which input of a chain of inner joins comes next. Each join keeps all rows of the joins before it as state, so these are
 * to stay few: an input of which each of them finds at most one row by its key comes before others, then the one with the
 * fewest rows as far as hints and sources say, then the one for which the fewest rows change their tasks, then the one
 * written first. So a query is planned the same way whenever it is compiled, and without hints nearly as it is written.
 */
final class JoinOrder {
    /** To find how rows move a join is made on trial, which takes the square of the inputs before; more than these are rare. */
    private static final int TRIALS_MAX = 24;

    private final Map<String, Source> sources;
    private final RowCount counts;

    JoinOrder(Map<String, Source> sources) {
        this.sources = sources;
        this.counts = new RowCount(sources);
    }

    /** Of inputs in the order written. */
    Part first(List<Part> inputs) {
        return least(inputs, this::rows).get(0);
    }

    /**
     * @param joined what is joined already
     * @param waiting in the order written; an equality connects at least one to {@code joined}
     * @param trial the join of two
     */
    Part next(Part joined, List<Part> waiting, List<Expression> conditions, BiFunction<Part, Part, Plan> trial) {
        List<Part> connected = waiting.stream()
                .filter(part -> Connected.byEquality(joined, part, conditions))
                .toList();
        List<Part> keyed = least(connected, part -> isByKey(joined, part, conditions) ? 0 : 1);
        List<Part> fewest = least(keyed, this::rows);
        return fewest.size() == 1 || waiting.size() > TRIALS_MAX
                ? fewest.get(0)
                : least(fewest, part -> hops(trial.apply(joined, part))).get(0);
    }

    /** All that have the least value, in their order. */
    private static List<Part> least(List<Part> parts, ToLongFunction<Part> value) {
        List<Long> values = parts.stream().map(value::applyAsLong).toList();
        long least = values.stream().mapToLong(Long::longValue).min().orElseThrow();
        return IntStream.range(0, parts.size())
                .filter(i -> values.get(i) == least)
                .mapToObj(parts::get)
                .toList();
    }

    private long rows(Part part) {
        return part.hints().stream()
                .flatMapToLong(hint -> hint.rows().stream())
                .findFirst()
                .orElseGet(() -> counts.of(part.plan()));
    }

    /** Whether the equalities fix a key of the part, so that no row before it finds two. */
    private boolean isByKey(Part joined, Part part, List<Expression> conditions) {
        Set<Integer> fixed = conditions.stream()
                .flatMap(c -> Equality.of(c, joined::hasAll, part::hasAll).stream())
                .flatMap(equality -> column(equality.right()).stream())
                .map(part.columns()::indexOf)
                .collect(Collectors.toSet());
        return KeyDerivation.columns(part.plan(), sources)
                .filter(fixed::containsAll)
                .isPresent();
    }

    private static Optional<Integer> column(Expression expression) {
        return expression instanceof Expression.Input input ? Optional.of(input.index()) : Optional.empty();
    }

    /** How many of a join's inputs change their tasks before it. */
    private static long hops(Plan joined) {
        Plan join = joined instanceof Plan.Calc calc ? calc.input() : joined;
        return IntStream.range(0, join.inputs().size())
                .filter(input -> !Locality.stays(join, input))
                .count();
    }
}
