package io.weirpool.bench.micro;

import io.weirpool.common.codec.JsonRows;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Canonical JSON of logs and view topics to rows, and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Bids.COUNT)
public class JsonSteps {
    private final Bids bids = new Bids("SELECT * FROM bid");
    private final JsonRows all = JsonRows.of(bids.type());
    private final JsonRows two = all.keeping(Bids.AUCTION_AND_PRICE);
    private final List<byte[]> canonical = bids.canonical();

    /** All columns are kept. */
    @Benchmark
    public void read(Blackhole hole) {
        for (byte[] json : canonical) {
            hole.consume(all.read(json));
        }
    }

    /** All are checked and two kept, as a flow reads them. */
    @Benchmark
    public void readTwoColumns(Blackhole hole) {
        for (byte[] json : canonical) {
            hole.consume(two.read(json));
        }
    }

    @Benchmark
    public void write(Blackhole hole) {
        for (@Nullable Object[] row : bids.rows()) {
            hole.consume(all.write(row));
        }
    }
}
