package io.weirpool.e2e.oracle;

import io.weirpool.e2e.oracle.Case.ViewSpec;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts of cases, in all and by operator. For any thread. */
final class Tally {
    private final Map<Operator, Counts> counts = new EnumMap<>(Operator.class);
    private final Counts all = new Counts();
    private final Map<String, Integer> reasons = new TreeMap<>();

    private static final class Counts {
        private int run;
        private int refused;
        private int errored;
        private int changed;
        private int failed;

        void add(String view, Outcome outcome, Set<String> failures) {
            boolean isRefused = outcome.refused().containsKey(view);
            run += isRefused ? 0 : 1;
            refused += isRefused ? 1 : 0;
            errored += outcome.errored().contains(view) ? 1 : 0;
            changed += outcome.changed().contains(view) ? 1 : 0;
            failed += failures.contains(view) ? 1 : 0;
        }

        String line(String name) {
            return "%-20s %7d %8d %8d %8d %7d".formatted(name, run, refused, errored, changed, failed);
        }
    }

    synchronized void add(Case given, Outcome outcome) {
        Set<String> failures = outcome.failures().stream().map(Failure::view).collect(Collectors.toSet());
        for (ViewSpec view : given.views()) {
            if (view.materialized() && !outcome.foreign().containsKey(view.name())) {
                all.add(view.name(), outcome, failures);
                view.operators()
                        .forEach(operator -> counts.computeIfAbsent(operator, o -> new Counts())
                                .add(view.name(), outcome, failures));
            }
        }
        outcome.refused().values().forEach(why -> reasons.merge("refused: " + why, 1, Integer::sum));
        outcome.foreign().values().forEach(why -> reasons.merge("not PostgreSQL: " + why, 1, Integer::sum));
    }

    /** Cases compared with PostgreSQL. */
    synchronized int run() {
        return all.run;
    }

    synchronized int total() {
        return all.run + all.refused;
    }

    /** Views that PostgreSQL did not take: mistakes of the grammar. */
    synchronized long foreign() {
        return reasons.keySet().stream()
                .filter(r -> r.startsWith("not PostgreSQL"))
                .count();
    }

    /** Operators of which no case was compared. */
    synchronized Set<Operator> missing() {
        Set<Operator> missing = EnumSet.allOf(Operator.class);
        counts.forEach((operator, count) -> {
            if (count.run > 0) {
                missing.remove(operator);
            }
        });
        return missing;
    }

    /** {@code changed}: the rows of the view were other ones at a later point of the history. */
    synchronized String table() {
        return "%-20s %7s %8s %8s %8s %7s%n".formatted("operator", "run", "refused", "errored", "changed", "failed")
                + counts.entrySet().stream()
                        .map(e -> e.getValue().line(e.getKey().name()))
                        .collect(Collectors.joining("\n", "", "\n"))
                + all.line("all cases");
    }

    /** Why views were refused, each reason with its count, most frequent first. */
    synchronized String reasons(int max) {
        return reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(max)
                .map(e -> e.getValue() + " x " + e.getKey())
                .collect(Collectors.joining("\n"));
    }
}
