package io.weirpool.processor.flow;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weirpool.common.kafka.KafkaConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A processor in a JVM of its own, to be killed. */
final class ProcessorProcess {
    private ProcessorProcess() {}

    static Process start(String bootstrapServers, String prefix, Path state) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx400m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProcessorProcess.class.getName(),
                        bootstrapServers,
                        prefix,
                        state.toString()))
                .redirectErrorStream(true)
                .redirectOutput(
                        state.resolveSibling(state.getFileName() + ".log").toFile())
                .start();
    }

    public static void main(String[] arguments) throws InterruptedException {
        Processor.start(
                ProcessorConfig.local(arguments[1], Path.of(arguments[2])),
                KafkaConfig.local(arguments[0]),
                new SimpleMeterRegistry());
        Thread.currentThread().join();
    }
}
