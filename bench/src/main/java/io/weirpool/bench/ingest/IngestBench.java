package io.weirpool.bench.ingest;

import io.weirpool.bench.load.OpenLoop;
import io.weirpool.bench.process.Broker;
import io.weirpool.bench.process.ChildJvm;
import io.weirpool.bench.report.Cells;
import io.weirpool.bench.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What the door takes in and how fast it answers: single posts and NDJSON, each beside what bounds it from above, in turn.
 *
 * @param parts of it that are run
 * @param rates single posts a second, rising; stopped at when the door takes fewer
 * @param time of each run
 * @param warmUp of each server, with as much as it takes; in the table, but in no ratio
 * @param rounds of each pair; the one in the middle counts
 * @param connections of the load
 * @param directory for what is written meanwhile
 */
record IngestBench(
        Set<Part> parts,
        List<Integer> rates,
        Duration time,
        Duration warmUp,
        int rounds,
        int connections,
        Path directory) {
    /** Closed: the command line names them. */
    enum Part {
        SINGLE,
        BATCH,
        MIXED
    }

    private static final int BATCH_ROWS = 1_000;
    /** Enough to keep it busy; more only wait, and count as latency. */
    private static final int BATCH_CONNECTIONS = 8;

    private static final int SLOW_CLIENTS = 200;
    private static final int DUPLICATES_PERCENT = 10;
    private static final int GARBAGE_PERCENT = 5;
    /** An open load is taken when this much of it is. */
    private static final double TAKEN = 0.97;

    Table run(Consumer<String> tell) throws InterruptedException, IOException {
        List<List<String>> rows = new ArrayList<>();
        try (Broker broker = Broker.start(directory.resolve("broker"));
                Door door = Door.ingest(broker, directory.resolve("door"));
                Door bare = Door.withoutKafka(directory.resolve("bare"))) {
            Runs runs = new Runs(broker, rows, tell);
            tell.accept("warming both servers");
            if (parts.contains(Part.SINGLE) || parts.contains(Part.MIXED)) {
                runs.warm("single", door, new Posts(1, 0, 0, 0), connections);
            }
            if (parts.contains(Part.SINGLE)) {
                runs.warm("single, without Kafka", bare, new Posts(1, 0, 0, 0), connections);
                sweep(runs, door);
                runs.pair(
                        "single",
                        door,
                        bare,
                        post -> runs.of(post, new Posts(1, 0, 0, 0), OpenLoop.AS_FAST_AS_POSSIBLE, time, connections));
            }
            if (parts.contains(Part.BATCH)) {
                runs.warm("NDJSON of 1,000", door, new Posts(BATCH_ROWS, 0, 0, 0), BATCH_CONNECTIONS);
                batches(runs, door, broker);
            }
            if (parts.contains(Part.MIXED)) {
                mixed(runs, door);
            }
        }
        return new Table(Counted.COLUMNS, rows);
    }

    private void sweep(Runs runs, Door door) throws IOException {
        for (int rate : rates) {
            Counted counted = runs.of(door, new Posts(1, 0, 0, 0), rate, time, connections);
            runs.keep("single", rate, counted);
            tell(runs, counted);
            if (counted.result().perSecond() < rate * TAKEN) {
                return;
            }
        }
    }

    /** A tail of the first seconds has other causes than one of all. */
    private static void tell(Runs runs, Counted counted) {
        String seconds =
                counted.result().millisBySecond(99).stream().map(Cells::tenths).collect(Collectors.joining("  "));
        runs.tell.accept("p99 ms of each second: " + seconds);
    }

    /** Half of the posts' rate the door has, with repeats, garbage and slow clients among them. */
    private void mixed(Runs runs, Door door) throws IOException {
        int rate = rates.get(0);
        runs.keep("keys", rate, runs.of(door, new Posts(1, 1, 0, 1L << 40), rate, time, connections));
        Posts mixed = new Posts(1, DUPLICATES_PERCENT, GARBAGE_PERCENT, 1L << 41);
        try (SlowClients slow = SlowClients.start(door.address(), SLOW_CLIENTS)) {
            runs.keep(
                    "%d%% repeats, %d%% garbage, %d slow clients"
                            .formatted(DUPLICATES_PERCENT, GARBAGE_PERCENT, SLOW_CLIENTS),
                    rate,
                    runs.of(door, mixed, rate, time, connections));
            runs.tell.accept("slow clients connected %,d times".formatted(slow.connected()));
        }
    }

    private void batches(Runs runs, Door door, Broker broker) throws IOException, InterruptedException {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Counted counted = runs.of(
                    door, new Posts(BATCH_ROWS, 0, 0, 0), OpenLoop.AS_FAST_AS_POSSIBLE, time, BATCH_CONNECTIONS);
            runs.keep("NDJSON of 1,000", OpenLoop.AS_FAST_AS_POSSIBLE, counted);
            ours.add(counted.result().rowsPerSecond());
            theirs.add(raw(runs, broker, round));
        }
        runs.ratio("NDJSON to the raw producer, rows/s", median(ours), median(theirs));
    }

    private double raw(Runs runs, Broker broker, int round) throws InterruptedException {
        List<String> arguments = List.of(
                broker.bootstrapServers(),
                Door.LOG,
                Long.toString(warmUp.toSeconds()),
                Long.toString(time.toSeconds()));
        try (ChildJvm producer = ChildJvm.start(
                List.of("-Xmx1g"), RawProducer.class.getName(), arguments, directory.resolve("raw-" + round))) {
            String line = producer.awaitLine(RawProducer.DONE, time.plus(warmUp).plusMinutes(2));
            double cpu = Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
            String rate = line.substring(RawProducer.DONE.length(), line.indexOf(','));
            List<String> row = new ArrayList<>(Collections.nCopies(Counted.COLUMNS.size(), ""));
            row.set(0, "raw producer");
            row.set(3, Cells.whole(Double.parseDouble(rate)));
            row.set(10, Cells.tenths(cpu));
            row.set(11, Cells.tenths(time.toMillis() / 1e3));
            runs.rows.add(row);
            runs.tell.accept(String.join("  ", row));
            return Double.parseDouble(rate);
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    /** A run of one of two servers. */
    private interface Attempt {
        Counted at(Door door) throws IOException;
    }

    /** Runs so far, as the table has them. */
    private final class Runs {
        private final Broker broker;
        private final List<List<String>> rows;
        private final Consumer<String> tell;

        Runs(Broker broker, List<List<String>> rows, Consumer<String> tell) {
            this.broker = broker;
            this.rows = rows;
            this.tell = tell;
        }

        Counted of(Door door, Posts posts, double perSecond, Duration seconds, int wires) throws IOException {
            return Counted.run(door, broker, posts, perSecond, seconds, wires);
        }

        /** As fast as it goes, as a compiler that waits for much use sees little of less; the table shows it. */
        void warm(String what, Door door, Posts posts, int wires) throws IOException {
            keep(
                    what + ", warming",
                    OpenLoop.AS_FAST_AS_POSSIBLE,
                    of(door, posts, OpenLoop.AS_FAST_AS_POSSIBLE, warmUp, wires));
        }

        void keep(String what, double asked, Counted counted) {
            rows.add(counted.cells(what, asked));
            tell.accept(String.join("  ", rows.get(rows.size() - 1)));
        }

        /** A B A B, and the ratio of their medians. */
        void pair(String what, Door ours, Door bare, Attempt attempt) throws IOException {
            List<Double> one = new ArrayList<>();
            List<Double> other = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                Counted with = attempt.at(ours);
                keep(what, OpenLoop.AS_FAST_AS_POSSIBLE, with);
                one.add(with.result().perSecond());
                Counted without = attempt.at(bare);
                keep(what + ", without Kafka", OpenLoop.AS_FAST_AS_POSSIBLE, without);
                other.add(without.result().perSecond());
            }
            ratio(what + " to the same without Kafka, posts/s", median(one), median(other));
        }

        void ratio(String what, double ours, double theirs) {
            List<String> row = new ArrayList<>(Collections.nCopies(Counted.COLUMNS.size(), ""));
            row.set(0, what);
            row.set(2, String.format(Locale.ROOT, "%.2f", ours / theirs));
            rows.add(row);
            tell.accept(String.join("  ", row));
        }
    }
}
