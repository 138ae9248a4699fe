package io.weirpool.e2e.oracle;

import io.weirpool.e2e.oracle.Case.ViewSpec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes a failing case small: the one view and what it reads, then fewer commands (delta debugging). */
final class Shrinker {
    private static final int TRIALS_MAX = 200;

    private final Postgres postgres;
    private int trials;

    /** A case that fails and how. */
    record Small(Case given, Failure failure) {
        /** Everything needed to see it fail again. */
        String report() {
            return """
                    view %s: %s after %d commands, scheduler seed %d, %d partitions
                    %s
                    %s
                    %s
                    """.formatted(
                            failure.view(),
                            failure.sort(),
                            failure.point(),
                            given.seed(),
                            given.partitions(),
                            given.definitions(),
                            given.commands().stream().map(Command::toString).collect(Collectors.joining("\n")),
                            failure.detail());
        }
    }

    Shrinker(Postgres postgres) {
        this.postgres = postgres;
    }

    Small shrink(Case given, Failure failure) throws SQLException {
        Small small = failure.view().isEmpty() ? oneView(given, failure) : fewerViews(new Small(given, failure));
        if (small.failure().point() > 0) {
            List<Command> until =
                    small.given().commands().subList(0, small.failure().point());
            small = attempt(small, small.given(), until).orElse(small);
        }
        return fewerCommands(small);
    }

    /** Of a run that ended with an exception: the first view that does so alone. */
    private Small oneView(Case given, Failure failure) throws SQLException {
        for (ViewSpec view : given.views()) {
            Case alone = given.withViews(Trial.needed(given, view.name()));
            for (Failure found : Trial.run(alone, postgres).failures()) {
                if (found.sort() == Failure.Sort.EXCEPTION) {
                    return new Small(alone, found);
                }
            }
        }
        return new Small(given, failure);
    }

    private Small fewerViews(Small large) throws SQLException {
        Case alone = large.given()
                .withViews(Trial.needed(large.given(), large.failure().view()));
        return attempt(large, alone, until(alone, large.failure())).orElse(large);
    }

    /** Where it failed, it need not fail later. */
    private static List<Command> until(Case given, Failure failure) {
        return failure.point() == 0 ? given.commands() : given.commands().subList(0, failure.point());
    }

    private Small fewerCommands(Small large) throws SQLException {
        Small small = large;
        for (int size = Math.max(1, large.given().commands().size() / 2); size > 0; size /= 2) {
            for (int from = 0; from < small.given().commands().size(); ) {
                List<Command> fewer = new ArrayList<>(small.given().commands());
                fewer.subList(from, Math.min(fewer.size(), from + size)).clear();
                Optional<Small> smaller = attempt(small, small.given(), fewer);
                if (smaller.isPresent()) {
                    small = smaller.get();
                } else {
                    from += size;
                }
            }
        }
        return small;
    }

    /** The same failure with these commands, compared at the end alone. */
    private Optional<Small> attempt(Small large, Case given, List<Command> commands) throws SQLException {
        if (trials++ >= TRIALS_MAX) {
            return Optional.empty();
        }
        Case fewer = given.withCommands(commands, commands.isEmpty() ? List.of() : List.of(commands.size()));
        return Trial.run(fewer, postgres).failures().stream()
                .filter(large.failure()::isLike)
                .findFirst()
                .map(found -> new Small(fewer, found));
    }
}
