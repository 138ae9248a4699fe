package io.weirpool.bench.micro;

import io.weirpool.sql.compile.ExpressionCompiler;
import io.weirpool.sql.compile.RowFunction;
import io.weirpool.sql.plan.Plan;
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

/** A compiled filter and a compiled projection, of a row each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Bids.COUNT)
public class ExpressionSteps {
    private final Step filter = new Step("SELECT auction, price FROM bid WHERE auction % 3 = 0 AND channel LIKE '%o%'");
    private final Step projection = new Step(
            "SELECT auction, price * 908 / 1000 AS euros, upper(channel) AS channel, extract(hour FROM datetime) AS"
                    + " hour, CASE WHEN price > 1000000 THEN 'high' WHEN price > 10000 THEN 'middle' ELSE 'low' END AS"
                    + " level FROM bid");

    private static final class Step {
        private final RowFunction function;
        private final List<@Nullable Object[]> rows;

        Step(String query) {
            Bids bids = new Bids(query);
            Plan.Calc calc = bids.plan(Plan.Calc.class);
            this.function = ExpressionCompiler.compile(calc.condition(), calc.projections());
            this.rows = bids.through(calc.input());
        }

        void run(Blackhole hole) {
            for (@Nullable Object[] row : rows) {
                hole.consume(function.apply(row));
            }
        }
    }

    @Benchmark
    public void filter(Blackhole hole) {
        filter.run(hole);
    }

    @Benchmark
    public void projection(Blackhole hole) {
        projection.run(hole);
    }
}
