package io.weirpool.bench.many;

import static io.weirpool.bench.report.Cells.tenths;
import static io.weirpool.bench.report.Cells.whole;

import io.weirpool.bench.backlog.EventLog;
import io.weirpool.bench.backlog.Watching;
import io.weirpool.bench.process.ChildJvm;
import io.weirpool.bench.process.Usage;
import io.weirpool.bench.report.Workplace;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.model.Name;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code weirpool dev} as people start it, on so many views, some events, and then nothing: broker and all roles are one
 * process, PostgreSQL's are the others.
 */
record DevRun(int views, Duration idle, Path directory) {
    /** The launcher may build first. */
    private static final Duration START_MAX = Duration.ofMinutes(10);
    /** Of a directory that does not name one. */
    private static final Name PIPELINE = new Name("main");

    private static final Pattern READY = Pattern.compile("ready in .* (postgresql://\\S+)  Kafka (\\S+)");
    private static final double MIB = 1024 * 1024;
    private static final double PSS_MIB_MAX = 1.2 * 1024;

    List<String> run() throws IOException, InterruptedException, SQLException {
        Path definitions = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("views.sql"), Views.definitions(ManyBench.PARTITIONS, views));
        Path data = directory.resolve("data");
        try (ChildJvm dev = ChildJvm.start(command(definitions, data), directory.resolve("log"))) {
            Matcher ready = READY.matcher(dev.awaitLine("ready in", START_MAX));
            if (!ready.find()) {
                throw new IllegalStateException("dev says something else when it is ready:\n" + dev.output());
            }
            work(dev, URI.create(ready.group(1)), KafkaConfig.local(ready.group(2)));
            String postgres =
                    Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(0);
            return rest(dev.pid(), Long.parseLong(postgres.strip()));
        }
    }

    private static List<String> command(Path definitions, Path data) {
        return List.of(
                Workplace.home().resolve("weirpool").toString(),
                "dev",
                "--dir",
                definitions.toString(),
                "--data",
                data.toString(),
                "--port",
                "0");
    }

    private void work(ChildJvm dev, URI database, KafkaConfig kafka) throws SQLException, InterruptedException {
        EventLog log = EventLog.make(kafka, PIPELINE, ManyBench.PARTITIONS, ManyBench.KEYS);
        log.append(ManyBench.WARM_UP_EVENTS);
        try (Watching watching = new Watching(connect(database))) {
            watching.await(Views.names(views), log.ends(), List.of(dev));
        }
        Thread.sleep(ManyBench.SETTLE.toMillis());
    }

    private static Connection connect(URI database) throws SQLException {
        String[] user = database.getUserInfo().split(":", 2);
        String url = "jdbc:postgresql://%s:%d%s".formatted(database.getHost(), database.getPort(), database.getPath());
        return DriverManager.getConnection(url, user[0], user[1]);
    }

    private List<String> rest(long dev, long postgres) throws InterruptedException {
        double devBefore = Usage.cpuSeconds(dev);
        double postgresBefore = Usage.cpuSecondsWithChildren(postgres);
        double machineBefore = Usage.machineCpuSeconds();
        long begun = System.nanoTime();
        Thread.sleep(idle.toMillis());
        double percent = 100 / ((System.nanoTime() - begun) / 1e9);
        double own = Usage.cpuSeconds(dev) - devBefore;
        double others = Usage.cpuSecondsWithChildren(postgres) - postgresBefore;
        double machine = Usage.machineCpuSeconds() - machineBefore;
        double pss = (Usage.pssBytes(dev) + Usage.pssBytesWithChildren(postgres)) / MIB;
        return List.of(
                "dev",
                Integer.toString(views),
                "1",
                "",
                "",
                "",
                "",
                "",
                "",
                tenths(own * percent),
                tenths(others * percent),
                "",
                tenths(Math.max(0, machine - own - others) * percent),
                whole(pss),
                "PSS below %s MiB: %s".formatted(whole(PSS_MIB_MAX), pss < PSS_MIB_MAX ? "yes" : "NO"));
    }
}
