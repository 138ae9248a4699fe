package io.weirpool.e2e.oracle;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sources, views over them, and a history: every view is a case for the tally.
 *
 * @param seed of all of it, and of the scheduler
 * @param commands in the order in which they are appended
 * @param points after how many commands views are compared, ascending
 */
record Case(
        long seed,
        int partitions,
        List<SourceSpec> sources,
        List<ViewSpec> views,
        List<Command> commands,
        List<Integer> points) {
    /** How names of sources begin. */
    static final String SOURCE = "s";
    /** How names of views begin. */
    static final String VIEW = "v";

    Case {
        sources = List.copyOf(sources);
        views = List.copyOf(views);
        commands = List.copyOf(commands);
        points = List.copyOf(points);
    }

    /**
     * A view.
     *
     * @param materialized whether it is kept, or only expanded where others read it
     * @param timing of one that leaves out late rows
     */
    record ViewSpec(String name, boolean materialized, Query query, Set<Operator> operators, Timing timing) {
        ViewSpec(String name, boolean materialized, Query query, Set<Operator> operators) {
            this(name, materialized, query, operators, Timing.NONE);
        }

        String sql() {
            return "CREATE %sVIEW %s%s AS %s%s;"
                    .formatted(
                            materialized ? "MATERIALIZED " : "",
                            name,
                            timing.options(),
                            Dialect.WEIRPOOL.of(query.text()),
                            timing.ending());
        }

        String postgres() {
            return "CREATE VIEW " + name + " AS " + timing.postgres(Dialect.POSTGRES.of(query.text()));
        }

        /** Whether it, or what it reads, has rows without a value where PostgreSQL's has none. */
        boolean mayFail() {
            return operators.contains(Operator.FAILING_ROWS) || operators.contains(Operator.ON_FAILING_ROWS);
        }

        boolean reads(ViewSpec other) {
            return query.text().matches("(?s).*\\b" + other.name + "\\b.*");
        }
    }

    SourceSpec source(String name) {
        return sources.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
    }

    Case withViews(List<ViewSpec> other) {
        return new Case(seed, partitions, sources, other, commands, points);
    }

    Case withCommands(List<Command> other, List<Integer> comparedAfter) {
        return new Case(seed, partitions, sources, views, other, comparedAfter);
    }

    /** What a person needs to see it fail. */
    String definitions() {
        return sources.stream().map(SourceSpec::sql).collect(Collectors.joining("\n")) + "\n"
                + views.stream().map(ViewSpec::sql).collect(Collectors.joining("\n"));
    }
}
