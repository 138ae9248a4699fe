package io.weirpool.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be done in a data directory before its server starts: password, access rules, a server left over. */
final class PostgresDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresDirectory.class);

    static final Map<String, String> SERVER_SETTINGS = Map.of(
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "fsync", "on",
            "synchronous_commit", "on",
            "max_connections", "60", // sink, reads, psql; each idle one costs about 2 MB
            "shared_buffers", "64MB",
            "max_wal_size", "512MB",
            "password_encryption", "scram-sha-256");

    private static final int ORPHANS_WAIT_MS = 5_000;
    private static final int ORPHANS_LOOK_MS = 50;

    private final Path directory;

    PostgresDirectory(Path directory) {
        this.directory = directory;
    }

    /** Where the server's programs are unpacked once per user: about 60 MB. */
    static Path binaries() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base =
                cache != null && !cache.isBlank() ? Path.of(cache) : Path.of(System.getProperty("user.home"), ".cache");
        try {
            return Files.createDirectories(base.resolve("weirpool").resolve("postgresql"));
        } catch (IOException e) {
            LOG.debug("cannot make {}: unpacking into the temporary directory", base, e);
            return Path.of(System.getProperty("java.io.tmpdir"), "weirpool-" + System.getProperty("user.name"));
        }
    }

    /** initdb wants an empty directory, so the password lies beside it. */
    private Path passwordFile() {
        return directory.resolveSibling(directory.getFileName() + ".password");
    }

    String passwordOrNew() {
        try {
            if (Files.exists(passwordFile())) {
                return Files.readString(passwordFile()).strip();
            }
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Files.createDirectories(directory.toAbsolutePath().getParent());
            Path file = Files.createFile(
                    passwordFile(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            String password = HexFormat.of().formatHex(random);
            Files.writeString(file, password + "\n");
            return password;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a password beside " + directory, e);
        }
    }

    /** What the server prints. */
    ProcessBuilder.Redirect log() {
        return ProcessBuilder.Redirect.appendTo(
                directory.resolveSibling(directory.getFileName() + ".log").toFile());
    }

    /** Runs between initdb and start: nobody can connect before the password is set. */
    void prepare(String password) {
        try {
            stopLeftOver();
            awaitOrphans();
            if (Files.readString(directory.resolve("pg_hba.conf")).contains("trust")) {
                setPassword(password);
                Files.writeString(directory.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + directory, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while preparing " + directory, e);
        }
    }

    /** A server whose JVM was killed still runs on our directory. A stale pid file alone is the server's to mend. */
    private void stopLeftOver() throws IOException, InterruptedException {
        Path pidFile = directory.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> server = Files.readAllLines(pidFile).stream()
                .findFirst()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())));
        if (server.isPresent() && isPostgresOnThisDirectory(server.get())) {
            LOG.info(
                    "stopping the PostgreSQL (pid {}) that a killed process left",
                    server.get().pid());
            run("", "pg_ctl", "stop", "-D", directory.toString(), "-m", "fast", "-w", "-t", "30");
        }
    }

    /**
     * Where the postmaster itself was killed, its children see that within a second or two and end; until then they hold
     * the shared memory, and a new server refuses to start. Linux only: a process's directory is seen in /proc.
     */
    private void awaitOrphans() throws InterruptedException {
        for (int left = ORPHANS_WAIT_MS / ORPHANS_LOOK_MS; left > 0; left--) {
            if (orphans().isEmpty()) {
                return;
            }
            Thread.sleep(ORPHANS_LOOK_MS);
        }
        orphans().forEach(ProcessHandle::destroyForcibly); // they serve a server that is no more
    }

    private List<ProcessHandle> orphans() {
        return ProcessHandle.allProcesses()
                .filter(process -> directory.equals(workingDirectory(process)))
                .toList();
    }

    private static @Nullable Path workingDirectory(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"));
        } catch (IOException | UnsupportedOperationException e) {
            return null; // ended, another user's, or no /proc
        }
    }

    private boolean isPostgresOnThisDirectory(ProcessHandle process) {
        return process.info()
                .commandLine()
                .map(line -> line.contains("postgres") && line.contains(directory.toString()))
                .orElse(false);
    }

    private void setPassword(String password) throws IOException, InterruptedException {
        run(
                "ALTER ROLE postgres PASSWORD '" + password + "'\n",
                "postgres",
                "--single",
                "-D",
                directory.toString(),
                "postgres");
    }

    private void run(String input, String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (io.zonky.test.db.postgres.util.LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U")); // we are root, which PostgreSQL refuses to be
        }
        command.add(program(program).toString());
        command.addAll(List.of(arguments));
        Path in = Files.createTempFile("weirpool", ".in");
        try {
            Files.writeString(in, input, StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
            Process process = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log())
                    .start();
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IOException(program + " ended with " + exit + "; see " + directory + ".log");
            }
        } finally {
            Files.delete(in);
        }
    }

    private static Path program(String name) throws IOException {
        try (Stream<Path> versions = Files.list(binaries())) {
            return versions.map(version -> version.resolve("bin").resolve(name))
                    .filter(Files::isExecutable)
                    .max(Path::compareTo)
                    .orElseThrow(() -> new IOException("no " + name + " in " + binaries()));
        }
    }
}
