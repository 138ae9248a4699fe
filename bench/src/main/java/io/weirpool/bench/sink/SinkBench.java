package io.weirpool.bench.sink;

import static io.weirpool.bench.report.Cells.middle;
import static io.weirpool.bench.report.Cells.tenths;
import static io.weirpool.bench.report.Cells.times;
import static io.weirpool.bench.report.Cells.whole;

import io.weirpool.bench.process.Broker;
import io.weirpool.bench.process.ChildJvm;
import io.weirpool.bench.process.Postgres;
import io.weirpool.bench.process.Roles;
import io.weirpool.bench.process.Usage;
import io.weirpool.bench.report.Table;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.model.Name;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/**
 * Fills a view topic and lets the sink empty it, for each number of keys.
 *
 * @param keys numbers of keys
 * @param changes updates of each round
 * @param directory for what is written meanwhile
 */
record SinkBench(List<Integer> keys, int changes, int rounds, PostgresWays ways, Path directory) {
    private static final List<String> COLUMNS = List.of(
            "keys",
            "what",
            "rows",
            "rows/s",
            "sink us/row",
            "PostgreSQL us/row",
            "best way",
            "its rows/s",
            "its client us/row",
            "its server us/row",
            "ratio");
    private static final Duration RUN_MAX = Duration.ofMinutes(10);
    private static final long LOOK_MS = 10;
    /**
     * Of another view, before anything is timed, in each way: each way beside it writes for two seconds, all in one JVM, and those
     * that come out best come last.
     */
    private static final int WARM_ROWS = 1_000_000;

    private static final double MICROS = 1e6;

    /** What one emptying took. */
    private record Took(long rows, double seconds, double sinkCpu, double postgresCpu) {
        double rowsPerSecond() {
            return rows / seconds;
        }
    }

    Table run(Consumer<String> tell) throws InterruptedException, SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Broker broker = Broker.start(directory.resolve("broker"));
                Postgres postgres = Postgres.start(directory.resolve("postgres"))) {
            for (int count : keys) {
                Map<String, List<Took>> took = new LinkedHashMap<>();
                List<PostgresWays.Way> tried = new ArrayList<>();
                for (int round = 0; round < rounds; round++) {
                    round(broker, postgres, count, round, took, tell);
                    if (ways.areBuilt()) {
                        tried.addAll(ways.run(
                                postgres.create("ways"),
                                count,
                                directory.resolve("ways-%d-%d".formatted(count, round))));
                    }
                }
                took.forEach((what, each) -> rows.add(row(count, what, middle(each, Took::rowsPerSecond), tried)));
            }
        }
        return new Table(COLUMNS, rows);
    }

    private void round(
            Broker broker, Postgres postgres, int count, int round, Map<String, List<Took>> took, Consumer<String> tell)
            throws InterruptedException, SQLException {
        String name = "sink_%d_%d".formatted(count, round);
        Postgres.Database database = postgres.create(name);
        List<ViewTopic> topics = ViewTopic.declare(
                KafkaConfig.local(broker.bootstrapServers()), name, new Name(name), List.of("warm", "kept"));
        try (Connection connection = database.connect();
                ChildJvm sink =
                        Roles.start(List.of("sink"), broker, database, name, directory.resolve(name), Map.of())) {
            Emptying emptying = new Emptying(connection, postgres, sink);
            for (Phase phase : phases(WARM_ROWS, WARM_ROWS, round).values()) {
                emptying.of(topics.get(0), phase);
            }
            for (Map.Entry<String, Phase> phase : phases(count, changes, round).entrySet()) {
                Took one = emptying.of(topics.get(1), phase.getValue());
                took.computeIfAbsent(phase.getKey(), what -> new ArrayList<>()).add(one);
                tell.accept("%,d keys, %s: %,.0f rows/s".formatted(count, phase.getKey(), one.rowsPerSecond()));
            }
        }
    }

    private static Map<String, Phase> phases(int count, int changes, int round) {
        Random random = new Random(round);
        Map<String, Phase> phases = new LinkedHashMap<>();
        phases.put("first rows", new Phase(count, i -> (int) (i * 1_000_003L % count), 1));
        phases.put("updates", new Phase(changes, i -> random.nextInt(count), 2));
        phases.put("deletes", new Phase(count, i -> i, -1));
        return phases;
    }

    private record Phase(int rows, IntUnaryOperator keys, long salt) {}

    /** Of topics by one sink, which runs all the time. */
    private record Emptying(Connection connection, Postgres postgres, ChildJvm sink) {
        /** The rows are in the topic before, in a transaction whose end is the begin. */
        Took of(ViewTopic topic, Phase phase) throws InterruptedException, SQLException {
            await(connection, topic, look -> look.epochs >= ViewTopic.PARTITIONS);
            try (ViewTopic.Appended appended = topic.append(phase.rows, phase.keys, phase.salt)) {
                double sinkBefore = Usage.cpuSeconds(sink.pid());
                double postgresBefore = postgres.cpuSeconds();
                long begun = System.nanoTime();
                appended.commit();
                await(connection, topic, Look::isDone);
                return new Took(
                        phase.rows,
                        (System.nanoTime() - begun) / 1e9,
                        Usage.cpuSeconds(sink.pid()) - sinkBefore,
                        postgres.cpuSeconds() - postgresBefore);
            }
        }
    }

    /** How far the partitions are. */
    private record Look(long epochs, boolean isDone) {}

    private static void await(Connection connection, ViewTopic topic, java.util.function.Predicate<Look> reached)
            throws InterruptedException, SQLException {
        long deadline = System.nanoTime() + RUN_MAX.toNanos();
        while (!reached.test(look(connection, topic))) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the sink is not done after " + RUN_MAX);
            }
            Thread.sleep(LOOK_MS);
        }
    }

    private static Look look(Connection connection, ViewTopic topic) throws SQLException {
        long epochs = 0;
        int done = 0;
        try (Statement statement = connection.createStatement()) {
            try (ResultSet table = statement.executeQuery("SELECT to_regclass('weirpool.sink_offset') IS NOT NULL")) {
                table.next();
                if (!table.getBoolean(1)) {
                    return new Look(0, false);
                }
            }
            try (ResultSet row = statement.executeQuery(
                    "SELECT view_partition, next_offset, epoch FROM weirpool.sink_offset WHERE view = '" + topic.view()
                            + "'")) {
                while (row.next()) {
                    epochs += row.getLong(3);
                    done += row.getLong(2) >= topic.end(row.getInt(1)) ? 1 : 0;
                }
            }
        }
        return new Look(epochs, done == ViewTopic.PARTITIONS);
    }

    private static List<String> row(int count, String what, Took took, List<PostgresWays.Way> tried) {
        Optional<PostgresWays.Way> best =
                what.equals("deletes") ? Optional.empty() : PostgresWays.best(tried, what.equals("first rows"));
        List<String> row = new ArrayList<>(List.of(
                "%,d".formatted(count),
                what,
                "%,d".formatted(took.rows),
                whole(took.rowsPerSecond()),
                tenths(took.sinkCpu * MICROS / took.rows),
                tenths(took.postgresCpu * MICROS / took.rows)));
        row.add(best.map(PostgresWays.Way::name).orElse(""));
        row.add(best.map(way -> whole(way.rowsPerSecond())).orElse(""));
        row.add(best.map(way -> tenths(way.clientMicros())).orElse(""));
        row.add(best.map(way -> tenths(way.serverMicros())).orElse(""));
        row.add(best.map(way -> times(took.rowsPerSecond() / way.rowsPerSecond()))
                .orElse(""));
        return row;
    }
}
