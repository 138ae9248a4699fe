package io.weirpool.bench.ingest;

import io.weirpool.app.operate.Apply;
import io.weirpool.app.operate.BuildOptions;
import io.weirpool.app.operate.KafkaCatalog;
import io.weirpool.bench.load.OpenLoop;
import io.weirpool.bench.process.Broker;
import io.weirpool.bench.process.ChildJvm;
import io.weirpool.bench.process.Roles;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.model.Name;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A server that takes posts, in a process of its own.
 *
 * @param process to be counted, and stopped
 * @param address where it listens
 */
record Door(ChildJvm process, InetSocketAddress address) implements AutoCloseable {
    static final String PIPELINE = "bench";
    static final String LOG = PIPELINE + "." + Posts.SOURCE;

    private static final String RUNNING = "weirpool: running ";
    private static final Duration START_MAX = Duration.ofMinutes(2);
    private static final int TRIES_MAX = 600;

    /** The real one: {@code weirpool run ingest}, nothing else in the process. Returns when it takes posts. */
    static Door ingest(Broker broker, Path directory) throws InterruptedException, IOException {
        new Apply(new KafkaCatalog(KafkaConfig.local(broker.bootstrapServers()), PIPELINE))
                .apply(
                        new Name(PIPELINE),
                        List.of(new SourceFile("hit.sql", Posts.DEFINITIONS)),
                        BuildOptions.STANDARD);
        Door door = of(Roles.start(List.of("ingest"), broker, PIPELINE, directory, Map.of("http.port", "0")));
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            if (OpenLoop.run(door.address, new Posts(1, 0, 0, 0), 100, Duration.ofMillis(50), 1)
                    .wrong()
                    .isEmpty()) {
                return door;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("ingest takes no posts; its output:\n" + door.process.output());
    }

    /** {@link NoKafkaServer}. */
    static Door withoutKafka(Path directory) throws InterruptedException {
        return of(ChildJvm.start(Roles.options(), NoKafkaServer.class.getName(), List.of(), directory.resolve("log")));
    }

    private static Door of(ChildJvm process) throws InterruptedException {
        String line = process.awaitLine(RUNNING, START_MAX);
        URI url = URI.create(line.substring(line.lastIndexOf(' ') + 1));
        return new Door(process, new InetSocketAddress(url.getHost(), url.getPort()));
    }

    @Override
    public void close() {
        process.close();
    }
}
