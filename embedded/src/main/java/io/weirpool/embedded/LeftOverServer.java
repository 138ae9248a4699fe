package io.weirpool.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a killed process left on a data directory: a server that runs; children of one that was killed itself; a pid file
 * that names a process that is no server of ours.
 */
final class LeftOverServer {
    private static final Logger LOG = LoggerFactory.getLogger(LeftOverServer.class);

    private static final Path PROC = Path.of("/proc");
    /** Children notice at once that their postmaster is gone; one that is writing takes its time. */
    private static final long CHILDREN_WAIT_MS = 3_000;

    private static final long KILLED_WAIT_MS = 10_000;
    private static final int LOOK_MS = 10;

    private final Path directory;

    LeftOverServer(Path directory) {
        this.directory = directory;
    }

    /** When this returns, nothing works on the directory, and nothing keeps a new server from it. */
    void end(PostgresPrograms programs, Path log) throws IOException, InterruptedException {
        Path pidFile = directory.resolve("postmaster.pid");
        if (runs(pidFile)) {
            LOG.info("stopping the PostgreSQL that a killed process left in {}", directory);
            List<String> stop = List.of("stop", "-D", directory.toString(), "-m", "fast", "-w", "-t", "30");
            programs.run(log, "pg_ctl", stop);
        }
        if (!Files.isDirectory(PROC)) {
            return; // the server checks its pid file and shared memory itself, and is tried again: see EmbeddedPostgres
        }
        if (!endWithin(CHILDREN_WAIT_MS)) {
            processes().forEach(ProcessHandle::destroyForcibly); // they serve a server that is no more
            if (!endWithin(KILLED_WAIT_MS)) {
                throw new IOException("PostgreSQL processes that do not end work in " + directory + ": " + processes());
            }
        }
        // Nobody works here, so the file is stale. PostgreSQL would refuse to start where its number is a process
        // again:
        // any of this user's, or the killed postmaster that nobody has waited for (in containers without an init).
        Files.deleteIfExists(pidFile);
    }

    private boolean runs(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return false;
        }
        Optional<Long> pid = Files.readAllLines(pidFile).stream()
                .findFirst()
                .map(String::strip)
                .filter(line -> line.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
        return pid.flatMap(ProcessHandle::of)
                .flatMap(process -> process.info().commandLine())
                .map(line -> line.contains("postgres") && line.contains(directory.toString()))
                .orElse(false);
    }

    private boolean endWithin(long milliseconds) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
        while (!processes().isEmpty()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(LOOK_MS);
        }
        return true;
    }

    /** PostgreSQL's processes are at home in their data directory; so may be a shell, which is not ours to end. */
    private List<ProcessHandle> processes() throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        Path real = directory.toRealPath();
        return ProcessHandle.allProcesses()
                .filter(process -> real.equals(link(process, "cwd")) && isPostgres(process))
                .toList();
    }

    private static boolean isPostgres(ProcessHandle process) {
        Path program = link(process, "exe");
        return program != null && program.endsWith(Path.of("bin", "postgres"));
    }

    private static @Nullable Path link(ProcessHandle process, String name) {
        try {
            return Files.readSymbolicLink(
                    PROC.resolve(Long.toString(process.pid())).resolve(name));
        } catch (IOException e) {
            return null; // ended, or another user's
        }
    }
}
