package io.weirpool.e2e.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * All queries of TPC-H equal PostgreSQL's answers at every point of a history in which rows of all tables come in random
 * order, change, go and come back.
 *
 * <p>{@code -Dtpch.seed=} says of which seed.
 */
class TpchTest {
    @RegisterExtension
    static final OnePostgres POSTGRES = new OnePostgres();

    /** In which part of the history rows first come. */
    private static final double FIRST = 0.7;

    @Test
    void viewsEqualTheirQueriesAndHaveRowsThatWereTakenBack() throws Exception {
        long seed = Long.getLong("tpch.seed", 3);
        Suite suite = suite(seed);

        SuiteRun run = new SuiteRun(suite, POSTGRES.connection(), seed);
        run.run();

        System.out.printf("tpc-h: %d commands, seed %d%n%s%n", suite.commands().size(), seed, run.table());
        assertThat(run.failures()).isEmpty();
        assertThat(run.counts()).hasSize(22).allSatisfy((view, counts) -> {
            assertThat(counts.rows()).as(view).isPositive();
            assertThat(counts.isUpdated()).as(view).isTrue();
        });
    }

    static Suite suite(long seed) {
        Random random = new Random(seed);
        List<SourceRow> rows = TpchData.rows(random);
        return Suite.of(
                Script.of(Suite.resource("suites/tpch.sql")),
                sources -> Churn.of(sources, rows, row -> FIRST * random.nextDouble(), row -> row, random));
    }
}
