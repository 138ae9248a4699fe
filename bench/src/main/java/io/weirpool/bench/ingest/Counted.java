package io.weirpool.bench.ingest;

import static io.weirpool.bench.report.Cells.tenths;
import static io.weirpool.bench.report.Cells.whole;

import io.weirpool.bench.load.OpenLoop;
import io.weirpool.bench.process.Broker;
import io.weirpool.bench.process.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A run and what it cost.
 *
 * @param doorCpu CPU seconds of the server
 * @param brokerCpu of Kafka
 * @param loadCpu of who posts, this process
 */
record Counted(OpenLoop.Result result, double doorCpu, double brokerCpu, double loadCpu) {
    static final List<String> COLUMNS = List.of(
            "what",
            "posts/s asked",
            "posts/s",
            "rows/s",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "wrong",
            "door CPU s",
            "broker CPU s",
            "load CPU s",
            "seconds");

    static Counted run(Door door, Broker broker, Posts posts, double perSecond, Duration time, int connections)
            throws IOException {
        long self = ProcessHandle.current().pid();
        double doorBefore = Usage.cpuSeconds(door.process().pid());
        double brokerBefore = Usage.cpuSeconds(broker.pid());
        double loadBefore = Usage.cpuSeconds(self);
        OpenLoop.Result result = OpenLoop.run(door.address(), posts, perSecond, time, connections);
        return new Counted(
                result,
                Usage.cpuSeconds(door.process().pid()) - doorBefore,
                Usage.cpuSeconds(broker.pid()) - brokerBefore,
                Usage.cpuSeconds(self) - loadBefore);
    }

    List<String> cells(String what, double asked) {
        return new ArrayList<>(List.of(
                what,
                asked == OpenLoop.AS_FAST_AS_POSSIBLE ? "all it takes" : whole(asked),
                whole(result.perSecond()),
                whole(result.rowsPerSecond()),
                tenths(result.millis(50)),
                tenths(result.millis(99)),
                tenths(result.millis(99.9)),
                result.wrong().isEmpty() ? "0" : result.wrong().toString(),
                tenths(doorCpu),
                tenths(brokerCpu),
                tenths(loadCpu),
                tenths(result.seconds())));
    }
}
