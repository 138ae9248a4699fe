package io.weirpool.bench.backlog;

import io.weirpool.app.operate.Apply;
import io.weirpool.app.operate.BuildOptions;
import io.weirpool.app.operate.KafkaCatalog;
import io.weirpool.bench.process.ChildJvm;
import io.weirpool.bench.process.PeakMemory;
import io.weirpool.bench.process.Postgres;
import io.weirpool.bench.process.Roles;
import io.weirpool.bench.process.Servers;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.model.Name;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** Processor and sink of one pipeline, in one process or in several that share the work. */
public final class Job implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofMinutes(2);
    private static final long LOOK_MS = 20;

    private final Servers servers;
    private final String name;
    private final Postgres.Database database;
    private final List<ChildJvm> processes = new ArrayList<>();
    private final List<PeakMemory> memory = new ArrayList<>();

    private Job(Servers servers, String name, Postgres.Database database) {
        this.servers = servers;
        this.name = name;
        this.database = database;
    }

    /**
     * Starts the processes and returns when they run; nothing is applied yet.
     *
     * @param name of pipeline, catalog and database; no other on the same servers has it
     * @param settings over the defaults
     */
    public static Job start(Servers servers, String name, int processes, Map<String, String> settings)
            throws InterruptedException, SQLException {
        Job job = new Job(servers, name, servers.postgres().create(name));
        try {
            for (int i = 0; i < processes; i++) {
                ChildJvm process = Roles.start(
                        List.of("processor", "sink"),
                        servers.broker(),
                        job.database,
                        name,
                        job.directory().resolve(Integer.toString(i)),
                        settings);
                job.processes.add(process);
                job.memory.add(PeakMemory.watch(process.pid()));
            }
            return job;
        } catch (RuntimeException e) {
            job.close();
            throw e;
        }
    }

    private Path directory() {
        return servers.directory().resolve(name);
    }

    public Postgres.Database database() {
        return database;
    }

    /** Makes these the pipeline's definitions. */
    public void apply(String definitions) {
        new Apply(new KafkaCatalog(servers.kafka(), name))
                .apply(new Name(name), List.of(new SourceFile("definitions.sql", definitions)), BuildOptions.STANDARD);
    }

    /** Returns when the tasks of the first apply have been given out. */
    public void awaitFlow() throws InterruptedException {
        long deadline = System.nanoTime() + START_MAX.toNanos();
        try (Admin admin = Admin.create(servers.kafka().clientProperties())) {
            while (!Flows.isRunning(admin, new Name(name), 1)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "%s: no flow after %s; see the logs below %s".formatted(name, START_MAX, directory()));
                }
                Thread.sleep(LOOK_MS);
            }
        }
    }

    /** Returns when the tables of these views hold all that came of the log so far. */
    public void await(Collection<String> views, EventLog log) throws InterruptedException, SQLException {
        try (Watching watching = new Watching(database)) {
            watching.await(views, log.ends(), processes);
        }
    }

    /** What everybody has used so far. */
    public Servers.Used used() {
        return servers.now(processes.stream().map(ChildJvm::pid).toList());
    }

    /** The most each process had at some time, added up. */
    public long peakPssBytes() {
        return memory.stream().mapToLong(PeakMemory::pssBytes).sum();
    }

    /** On disk, as it is now. */
    public long stateBytes() {
        try (Stream<Path> files = Files.walk(directory())) {
            return files.filter(file -> file.toString().contains("/state/") && Files.isRegularFile(file))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        memory.forEach(PeakMemory::close);
        processes.forEach(ChildJvm::close);
    }
}
