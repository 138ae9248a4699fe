package io.weirpool.e2e.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.app.demo.nexmark.NexmarkEvent;
import io.weirpool.app.demo.nexmark.NexmarkEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The bundled queries of Nexmark equal PostgreSQL's answers at every point of a history: over streams, whose rows come in
 * another order than they happened in, and over tables of the same rows that change, go and come back.
 */
class NexmarkTest {
    @RegisterExtension
    static final OnePostgres POSTGRES = new OnePostgres();

    static final Path EXAMPLE = Path.of("..", "examples", "nexmark");
    private static final LocalDateTime START = LocalDateTime.of(2015, 7, 14, 23, 59, 40);
    private static final int EVENTS = 2_500;
    private static final int EVENTS_PER_SECOND = 40;
    private static final int SIDE_INPUT_ROWS = 1_100;
    /** More than there are events, and less than between them. */
    private static final long PASSING_MICROS = 10_000;
    /** How far from its turn an event may come, as a part of the history. */
    private static final double JITTER = 0.1;
    /** In which part of the history a table's rows first come. */
    private static final double FIRST = 0.7;

    @Test
    void viewsOverStreamsEqualTheirQueries() throws Exception {
        SuiteRun run = run(suite(Files.readString(EXAMPLE.resolve("sources.sql")), 1), 1);

        assertThat(run.counts())
                .hasSize(23)
                .allSatisfy((view, counts) -> assertThat(counts.rows()).as(view).isPositive());
    }

    @Test
    void viewsOverTablesEqualTheirQueriesAndHaveRowsThatWereTakenBack() throws Exception {
        SuiteRun run = run(suite(Suite.resource("suites/nexmark-tables.sql"), 2), 2);

        assertThat(run.counts()).hasSize(23).allSatisfy((view, counts) -> {
            assertThat(counts.rows()).as(view).isPositive();
            assertThat(counts.isUpdated()).as(view).isTrue();
        });
    }

    private static SuiteRun run(Suite suite, long seed) throws SQLException {
        SuiteRun run = new SuiteRun(suite, POSTGRES.connection(), seed);
        run.run();
        System.out.printf("nexmark: %d commands%n%s%n", suite.commands().size(), run.table());
        assertThat(run.failures()).isEmpty();
        return run;
    }

    /** @param sources their definitions */
    static Suite suite(String sources, long seed) throws IOException {
        Script script = Script.of(sources + Files.readString(EXAMPLE.resolve("views.sql")))
                .withForms(Script.of(Suite.resource("suites/nexmark-postgresql.sql")));
        List<SourceRow> rows = rows(sources.contains("bid_id"), seed);
        Random random = new Random(seed);
        return Suite.of(
                script,
                compiled -> Churn.of(
                        compiled,
                        rows,
                        row -> FIRST * ((double) row / rows.size() * (1 - JITTER) + random.nextDouble() * JITTER),
                        NexmarkTest::atMomentOfItsOwn,
                        random));
    }

    private static List<SourceRow> rows(boolean numbered, long seed) {
        List<SourceRow> rows = new ArrayList<>();
        NexmarkEvents.sideInput(SIDE_INPUT_ROWS)
                .skip(SIDE_INPUT_ROWS - 100) // those of auctions there are
                .forEach(event -> rows.add(row(event)));
        NexmarkEvents events = new NexmarkEvents(seed, START, EVENTS_PER_SECOND);
        for (int number = 0; number < EVENTS; number++) {
            SourceRow row = row(events.event(number));
            rows.add(numbered && row.source().equals("bid") ? row.with(Map.of("bid_id", number)) : row);
        }
        return rows;
    }

    /** By its number, in microseconds: events are 25 ms apart, and top-n queries have one answer then. */
    private static SourceRow atMomentOfItsOwn(SourceRow row) {
        Object moment = row.values().get("datetime");
        Object number = row.values().get(row.source().equals("bid") ? "bid_id" : "id");
        if (moment == null || number == null) {
            return row;
        }
        long micros = Math.min(((Number) number).longValue(), PASSING_MICROS);
        return row.with(Map.of(
                "datetime",
                LocalDateTime.parse(moment.toString())
                        .plus(micros, ChronoUnit.MICROS)
                        .toString()));
    }

    private static SourceRow row(NexmarkEvent event) {
        return new SourceRow(event.source(), Json.map(new String(event.json(), UTF_8)));
    }
}
