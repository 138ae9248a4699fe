package io.weirpool.sql.plan;

import io.weirpool.common.catalog.Source;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * About how many rows a plan has, as far as somebody said so; the order of joins depends on it, never an answer. Conditions
 * are not taken to leave any out: a hint can say what they leave.
 */
public final class RowCount {
    /** Of a source, in its {@code WITH (...)}. */
    public static final String OPTION = "rows";

    /** More than anybody keeps, and two of them can be added. */
    public static final long MAX = 1_000_000_000_000_000L;

    /** Of a source of which nothing is said. */
    public static final long UNKNOWN = 1_000_000;

    private static final Pattern WHOLE = Pattern.compile("[1-9][0-9]{0,15}");

    private final Map<String, Source> sources;

    public RowCount(Map<String, Source> sources) {
        this.sources = sources;
    }

    /** Empty for what is no whole number from 1 to {@link #MAX}. */
    public static OptionalLong parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        long rows = Long.parseLong(text);
        return rows <= MAX ? OptionalLong.of(rows) : OptionalLong.empty();
    }

    /** At least 1. */
    public long of(Plan plan) {
        if (plan instanceof Plan.Scan scan) {
            return declared(scan);
        }
        if (plan instanceof Plan.ViewRows view) {
            return of(view.rows());
        }
        if (plan instanceof Plan.Values values) {
            return Math.max(1, values.rows().size());
        }
        if (plan instanceof Plan.Union union) {
            return union.inputs().stream().mapToLong(this::of).reduce(1, RowCount::sum);
        }
        if (plan instanceof Plan.Join join) {
            return joined(join);
        }
        if (plan instanceof Plan.Aggregate aggregate && aggregate.groups().isEmpty()) {
            return 1;
        }
        long before = of(plan.inputs().get(0));
        return plan instanceof Plan.TopN topN && topN.partition().isEmpty()
                ? Math.max(1, Math.min(topN.ranks(), before))
                : before;
    }

    private long declared(Plan.Scan scan) {
        Source source = sources.get(scan.source().value());
        String said = source == null ? null : source.options().get(OPTION);
        return said == null ? UNKNOWN : parse(said).orElse(UNKNOWN);
    }

    /** Each row of the left finds one, as with a key; those of a full join come from both. */
    private long joined(Plan.Join join) {
        return switch (join.kind()) {
            case INNER, FULL -> Math.max(input(join, 0), input(join, 1));
            case LEFT, SEMI, ANTI -> input(join, 0);
        };
    }

    private long input(Plan.Join join, int input) {
        return join.hints().stream()
                .filter(hinted -> hinted.input() == input)
                .flatMapToLong(hinted -> hinted.hint().rows().stream())
                .findFirst()
                .orElseGet(() -> of(join.inputs().get(input)));
    }

    private static long sum(long a, long b) {
        return Math.min(MAX, a + b);
    }
}
