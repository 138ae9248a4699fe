package io.weirpool.bench.path;

import io.weirpool.bench.load.OpenLoop;
import io.weirpool.bench.load.Sightings;
import io.weirpool.bench.process.ChildJvm;
import io.weirpool.bench.process.Spent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** One of two that take orders: a process, and tables in a database of their own. */
final class Side implements AutoCloseable {
    /** Of a backlog, or of the last orders. */
    private static final Duration READABLE_MAX = Duration.ofMinutes(5);
    /** Orders a second whose way to the tables is watched. */
    private static final double MARKED_PER_SECOND = 23;

    /**
     * What the two differ in.
     *
     * @param name as the table of figures has it
     * @param watched whose tables follow, empty where they are up to date with the answer
     */
    record Kind(String name, ChildJvm process, InetSocketAddress address, Tables tables, Optional<Watch> watched) {}

    /** Starts to look for orders. */
    @FunctionalInterface
    interface Watch {
        Sightings start() throws SQLException;
    }

    private final Servers servers;
    private final Load load;
    private final Kind kind;
    private long orders;
    private long lines;
    private long unknown;

    Side(Servers servers, Load load, Kind kind) {
        this.servers = servers;
        this.load = load;
        this.kind = kind;
    }

    InetSocketAddress address() {
        return kind.address();
    }

    /** Runs the warm-up, at a rate that both can take. */
    void warmUp(double rate) throws IOException, InterruptedException, SQLException {
        measure(kind.name(), rate, load.warmUp());
    }

    Measured measure(double rate) throws IOException, InterruptedException, SQLException {
        return measure(kind.name(), rate, load.time());
    }

    /**
     * Posts at a rate, then waits until all of it can be read.
     *
     * @param name for the figures
     */
    Measured measure(String name, double rate, Duration time) throws IOException, InterruptedException, SQLException {
        Spent before = Spent.now(kind.process(), servers.postgres(), servers.broker());
        if (kind.watched().isEmpty()) {
            OpenLoop.Result result = post(rate, time, (line, nanos) -> {});
            return new Measured(name, rate, result, since(before), null, 0);
        }
        try (Sightings sightings = kind.watched().get().start()) {
            OpenLoop.Result result = post(rate, time, sightings::accepted);
            double behind = kind.tables().await(lines, READABLE_MAX);
            return new Measured(name, rate, result, since(before), sightings.finish(READABLE_MAX), behind);
        }
    }

    private OpenLoop.Result post(double rate, Duration time, Orders.Taken taken) throws IOException {
        long every = Double.isInfinite(rate) ? 100 : Math.max(1, Math.round(rate / MARKED_PER_SECOND));
        Orders sent = new Orders(load.lines(), load.hours(), orders, every, taken);
        OpenLoop.Result result = OpenLoop.run(kind.address(), sent, rate, time, load.connections());
        orders += result.asked();
        lines += result.rows();
        unknown += (result.asked() - result.right()) * load.lines();
        return result;
    }

    private Spent since(Spent before) {
        return Spent.now(kind.process(), servers.postgres(), servers.broker()).since(before);
    }

    /**
     * Compares the tables with all that was posted.
     *
     * @return lines in each of them
     */
    long check() throws SQLException, InterruptedException {
        kind.tables().await(lines, READABLE_MAX);
        kind.tables().check(lines, unknown);
        return lines;
    }

    @Override
    public void close() {
        kind.process().close();
    }
}
