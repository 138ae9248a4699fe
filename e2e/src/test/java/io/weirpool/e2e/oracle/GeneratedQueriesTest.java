package io.weirpool.e2e.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A running view equals its query recomputed by PostgreSQL, whatever the query, the order, the updates, the deletes, the
 * aborts and the restarts.
 *
 * <p>{@code -Doracle.cases=} says how many queries, {@code -Doracle.seed=} the seed of the first history, a number or
 * {@code random}; each history has {@value #VIEWS_EACH} queries and the next seed. The profile {@code oracle} runs for hours.
 */
class GeneratedQueriesTest {
    static final int VIEWS_EACH = 25;
    /** With those that are no case: views that are only expanded where they are read. */
    private static final int CASES = 2_100;

    private static final int COMPARED_MIN = 2_000;
    private static final int SHRUNK_MAX = 6;

    @TempDir
    Path directory;

    private final Tally tally = new Tally();
    private final PlanKinds kinds = new PlanKinds();
    private final List<String> reports = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger failures = new AtomicInteger();

    @Test
    void viewsEqualTheirQueriesAtEveryPoint() throws Exception {
        long seed = seed();
        int histories = Math.max(1, Integer.getInteger("oracle.cases", CASES) / VIEWS_EACH);
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory.resolve("postgres"))) {
            run(server, seed, histories);
        }
        System.out.printf(
                "oracle: %d histories from seed %d%n%s%n%s%n", histories, seed, tally.table(), tally.reasons(40));
        assertThat(reports).as("%d failures", failures.get()).isEmpty();
        if (histories >= CASES / VIEWS_EACH) {
            assertThat(tally.run()).isGreaterThanOrEqualTo(COMPARED_MIN);
            assertThat(tally.missing()).as("operators never generated").isEmpty();
            assertThat(kinds.missing()).as("plans never generated").isEmpty();
        }
    }

    private static long seed() {
        String seed = System.getProperty("oracle.seed", "1");
        return seed.equals("random") ? System.nanoTime() % 1_000_000_000 : Long.parseLong(seed);
    }

    private void run(EmbeddedPostgres server, long seed, int histories) throws Exception {
        int workers = Math.min(
                histories,
                Integer.getInteger("oracle.threads", Runtime.getRuntime().availableProcessors()));
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int worker = 0; worker < workers; worker++) {
                String schema = "oracle" + worker;
                work.add(() -> {
                    try (Connection connection =
                            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password())) {
                        Postgres postgres = new Postgres(connection, schema);
                        for (int i = next.getAndIncrement(); i < histories; i = next.getAndIncrement()) {
                            check(Cases.of(seed + i, VIEWS_EACH), postgres);
                        }
                    }
                    return null;
                });
            }
            for (Future<Void> done : pool.invokeAll(work)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private void check(Case given, Postgres postgres) throws Exception {
        Outcome outcome = Trial.run(given, postgres);
        tally.add(given, outcome);
        List<Case.ViewSpec> compiled = given.views().stream()
                .filter(view -> !outcome.refused().containsKey(view.name()))
                .toList();
        if (outcome.failures().isEmpty() && !compiled.isEmpty()) {
            kinds.add(given, compiled);
        }
        for (Failure failure : firstOfEach(outcome.failures())) {
            String rerun = "mvn -pl e2e -am test -Dtest=GeneratedQueriesTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Doracle.cases=%d -Doracle.seed=%d".formatted(VIEWS_EACH, given.seed());
            String report = failures.getAndIncrement() < SHRUNK_MAX
                    ? new Shrinker(postgres).shrink(given, failure).report()
                    : "view %s: %s: %s".formatted(failure.view(), failure.sort(), failure.detail());
            reports.add(rerun + "\n" + report);
        }
    }

    private static List<Failure> firstOfEach(List<Failure> failures) {
        List<Failure> first = new ArrayList<>();
        for (Failure failure : failures) {
            if (first.stream().noneMatch(failure::isLike)) {
                first.add(failure);
            }
        }
        return first;
    }
}
