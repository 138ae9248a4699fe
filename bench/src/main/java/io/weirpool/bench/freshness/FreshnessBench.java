package io.weirpool.bench.freshness;

import io.weirpool.bench.load.OpenLoop;
import io.weirpool.bench.load.Sightings;
import io.weirpool.bench.pipeline.Pipeline;
import io.weirpool.bench.process.Broker;
import io.weirpool.bench.process.Postgres;
import io.weirpool.bench.process.Spent;
import io.weirpool.bench.report.Cells;
import io.weirpool.bench.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Posts at each rate, round after round, to one pipeline.
 *
 * @param rates rows a second
 * @param time of each run
 * @param warmUp at the middle rate, not counted
 * @param rounds of all rates; of each the run in the middle counts
 * @param settings of Weirpool over the defaults
 * @param directory for what is written meanwhile
 */
record FreshnessBench(
        List<Integer> rates, Duration time, Duration warmUp, int rounds, Map<String, String> settings, Path directory) {
    private static final String NAME = "freshness";
    private static final int CONNECTIONS = 32;
    private static final Duration READABLE_MAX = Duration.ofMinutes(3);
    private static final long LOOK_MS = 50;

    /** The pipeline, and what was posted to it. */
    private static final class Posted {
        final Pipeline pipeline;
        final Broker broker;
        long nextId;
        long rows;

        Posted(Pipeline pipeline, Broker broker) {
            this.pipeline = pipeline;
            this.broker = broker;
        }
    }

    Table run(Consumer<String> tell) throws InterruptedException, SQLException, IOException {
        List<Fresh> all = new ArrayList<>();
        try (Broker broker = Broker.start(directory.resolve("broker"));
                Postgres postgres = Postgres.start(directory.resolve("postgres"));
                Pipeline pipeline = Pipeline.start(
                        broker,
                        postgres.create(NAME),
                        NAME,
                        Readings.DEFINITIONS,
                        directory.resolve("weirpool"),
                        settings)) {
            pipeline.post(Readings.PATH, Readings.row(0));
            Posted posted = new Posted(pipeline, broker);
            posted.nextId = 1;
            posted.rows = 1;
            tell.accept("warming");
            one(posted, rates.get(rates.size() / 2), warmUp);
            for (int round = 0; round < rounds; round++) {
                for (int rate : rates) {
                    for (Fresh fresh : one(posted, rate, time)) {
                        all.add(fresh);
                        tell.accept(String.join("  ", fresh.cells(1)));
                    }
                }
            }
            check(posted);
            tell.accept("all %,d rows are counted, once".formatted(posted.rows));
        }
        return new Table(Fresh.COLUMNS, rows(all));
    }

    /** One run, each view on its own. */
    private static List<Fresh> one(Posted posted, int rate, Duration time)
            throws SQLException, IOException, InterruptedException {
        Pipeline pipeline = posted.pipeline;
        Spent before = spent(posted);
        List<Fresh> found = new ArrayList<>();
        try (Sightings passed = Sightings.start(pipeline.database(), Fresh.View.NO_HOP.query());
                Sightings counted = Sightings.start(pipeline.database(), Fresh.View.ONE_HOP.query())) {
            Readings readings = new Readings(rate, posted.nextId, (id, nanos) -> {
                passed.accepted(id, nanos);
                counted.accepted(id, nanos);
            });
            OpenLoop.Result result =
                    OpenLoop.run(pipeline.address(), readings, readings.postsPerSecond(), time, CONNECTIONS);
            posted.nextId = readings.next(result.asked());
            posted.rows += result.rows();
            if (!result.wrong().isEmpty()) {
                throw new IllegalStateException("%d rows a second are not taken: %s".formatted(rate, result.wrong()));
            }
            Sightings.Seen seenPassed = passed.finish(READABLE_MAX);
            Sightings.Seen seenCounted = counted.finish(READABLE_MAX);
            Spent used = spent(posted).since(before);
            found.add(new Fresh(rate, Fresh.View.NO_HOP, result, seenPassed, used));
            found.add(new Fresh(rate, Fresh.View.ONE_HOP, result, seenCounted, used));
        }
        for (Fresh fresh : found) {
            if (fresh.seen().missing() > 0) {
                throw new IllegalStateException("%d watched rows were not seen after %s"
                        .formatted(fresh.seen().missing(), READABLE_MAX));
            }
        }
        return found;
    }

    private static Spent spent(Posted posted) {
        return Spent.now(posted.pipeline.process(), posted.pipeline.database().postgres(), posted.broker);
    }

    /** Waits until all rows are counted; neither fewer nor more may be, and the filter's table has those that pass. */
    private static void check(Posted posted) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + READABLE_MAX.toNanos();
        try (Connection connection = posted.pipeline.database().connect();
                Statement statement = connection.createStatement()) {
            while (number(statement, "SELECT sum(n) FROM per_sensor") < posted.rows && System.nanoTime() < deadline) {
                Thread.sleep(LOOK_MS);
            }
            long counted = number(statement, "SELECT sum(n) FROM per_sensor");
            long high = number(statement, "SELECT sum(high) FROM per_sensor");
            long passed = number(statement, "SELECT count(*) FROM high");
            if (counted != posted.rows || high != passed) {
                throw new IllegalStateException("%,d rows were accepted, %,d are counted; %,d of %,d passed the filter"
                        .formatted(posted.rows, counted, passed, high));
            }
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private List<List<String>> rows(List<Fresh> all) {
        List<List<String>> rows = new ArrayList<>();
        for (int rate : rates) {
            for (Fresh.View view : Fresh.View.values()) {
                List<Fresh> each = all.stream()
                        .filter(fresh -> fresh.rate() == rate && fresh.view() == view)
                        .toList();
                rows.add(Cells.middle(each, Fresh::p99).cells(each.size()));
            }
        }
        return rows;
    }
}
