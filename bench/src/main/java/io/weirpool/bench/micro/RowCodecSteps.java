package io.weirpool.bench.micro;

import io.weirpool.common.codec.RowCodec;
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

/** Rows to the bytes of hops and stores, and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Bids.COUNT)
public class RowCodecSteps {
    private final Bids bids = new Bids("SELECT * FROM bid");
    private final RowCodec codec = RowCodec.of(bids.type());
    private final List<byte[]> encoded = bids.rows().stream().map(codec::encode).toList();

    @Benchmark
    public void encode(Blackhole hole) {
        for (@Nullable Object[] row : bids.rows()) {
            hole.consume(codec.encode(row));
        }
    }

    @Benchmark
    public void decode(Blackhole hole) {
        for (byte[] bytes : encoded) {
            hole.consume(codec.decode(bytes));
        }
    }
}
