package io.weirpool.bench.path;

import io.weirpool.bench.load.OpenLoop;
import io.weirpool.bench.process.Broker;
import io.weirpool.bench.process.Postgres;
import io.weirpool.bench.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Both sides in turn, round after round: how many requests each takes until its p99 passes 100 ms. Neither runs while the other
 * is measured.
 *
 * @param first rate that is tried
 * @param rounds of both
 * @param pools numbers of connections of the synchronous side; its best is kept
 * @param settings of Weirpool over the defaults
 * @param directory for what is written meanwhile
 */
record PathBench(
        Load load, double first, int rounds, List<Integer> pools, Map<String, String> settings, Path directory) {
    private static final double RATE_MAX = 64_000;
    /** To the next rate, when more is asked for until not all of it is taken. */
    private static final double STEP = Math.sqrt(Math.sqrt(2));
    /** Of each size, up and down, so that none has the warmer caches. */
    private static final Duration POOL_TIME = Duration.ofSeconds(2);

    /** What is kept of what came before. */
    private static final class State {
        final List<Measured> runs = new ArrayList<>();
        final List<Sweep.Found> synchronous = new ArrayList<>();
        /** Of each round the rate of which the synchronous side takes less than is due; infinite for none. */
        final List<Double> saturating = new ArrayList<>();

        final List<Sweep.Found> weirpool = new ArrayList<>();
        int pool;
    }

    Table run(Consumer<String> tell) throws InterruptedException, SQLException, IOException {
        State state = new State();
        try (Broker broker = Broker.start(directory.resolve("broker"));
                Postgres postgres = Postgres.start(directory.resolve("postgres"))) {
            Servers servers = new Servers(broker, postgres, directory);
            for (int round = 1; round <= rounds; round++) {
                synchronous(servers, round, state, tell);
                weirpool(servers, round, state, tell);
            }
        }
        return PathRows.table(state.runs, state.synchronous, state.weirpool, state.saturating);
    }

    private void synchronous(Servers servers, int round, State state, Consumer<String> tell)
            throws SQLException, InterruptedException, IOException {
        int connections = state.pool == 0 ? pools.get(0) : state.pool;
        try (Side side = Sides.synchronous(servers, load, round, connections)) {
            side.warmUp(first);
            if (state.pool == 0) {
                state.pool = best(side, state, tell);
                SynchronousService.resize(side.address(), state.pool);
            }
            Sweep.Found found = sweep(side, state.synchronous, state, tell);
            state.synchronous.add(found);
            state.saturating.add(saturating(side, found.failing(), state, tell));
            tell.accept("synchronous: all %,d lines are in each table, once".formatted(side.check()));
        }
    }

    /** The size with which most requests are done when there are always some. */
    private int best(Side side, State state, Consumer<String> tell)
            throws IOException, InterruptedException, SQLException {
        List<Integer> upAndDown = new ArrayList<>(pools);
        for (int i = pools.size() - 1; i >= 0; i--) {
            upAndDown.add(pools.get(i));
        }
        Map<Integer, Double> done = new TreeMap<>();
        for (int size : upAndDown) {
            SynchronousService.resize(side.address(), size);
            String name = "%s, %d connections".formatted(Sides.SYNCHRONOUS, size);
            Measured measured = side.measure(name, OpenLoop.AS_FAST_AS_POSSIBLE, POOL_TIME);
            keep(measured, state, tell);
            done.merge(size, measured.result().perSecond(), Double::sum);
        }
        return done.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private void weirpool(Servers servers, int round, State state, Consumer<String> tell)
            throws SQLException, InterruptedException, IOException {
        try (Side side = Sides.weirpool(servers, load, round, settings)) {
            side.warmUp(first);
            double saturated = state.saturating.get(round - 1);
            if (Double.isFinite(saturated)) {
                keep(side.measure(saturated), state, tell);
            }
            state.weirpool.add(sweep(side, state.weirpool, state, tell));
            tell.accept("weirpool: all %,d lines are in each table, once".formatted(side.check()));
        }
    }

    /** From half of what held in the round before. */
    private Sweep.Found sweep(Side side, List<Sweep.Found> before, State state, Consumer<String> tell)
            throws IOException, InterruptedException, SQLException {
        double from = before.isEmpty() ? first : before.get(before.size() - 1).holding() / 2;
        return Sweep.run(from, RATE_MAX, rate -> {
            Measured measured = side.measure(rate);
            keep(measured, state, tell);
            return measured.holds();
        });
    }

    /** The first rate of which less is taken than is due. */
    private static double saturating(Side side, double from, State state, Consumer<String> tell)
            throws IOException, InterruptedException, SQLException {
        for (double rate = from; rate <= RATE_MAX; rate *= STEP) {
            Measured measured = side.measure(rate);
            keep(measured, state, tell);
            if (!measured.isTaken()) {
                return rate;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private static void keep(Measured measured, State state, Consumer<String> tell) {
        state.runs.add(measured);
        tell.accept(String.join("  ", PathRows.cells(measured, 1)));
    }
}
