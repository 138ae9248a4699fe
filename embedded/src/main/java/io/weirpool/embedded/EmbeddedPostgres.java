package io.weirpool.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server as child processes, on 127.0.0.1 only, durable in a directory (fsync on), with a random password
 * kept beside that directory. Works as root, too (in a user namespace), and as a plain user.
 *
 * <p>The server outlives a killed JVM, and is not in its process group, so that Ctrl-C reaches the JVM alone, which
 * stops it in its turn. The next start on the same directory ends what is left, whatever was killed, and whenever.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    /** The superuser. */
    static final String USER = "postgres";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private static final Map<String, String> SETTINGS = Map.of(
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "fsync", "on",
            "synchronous_commit", "on",
            "max_connections", "60", // sink, reads, psql; each idle one costs about 2 MB
            "shared_buffers", "64MB",
            "max_wal_size", "512MB",
            "password_encryption", "scram-sha-256");

    /** A free port may be taken by the time it is bound; where there is no /proc, children of a killed server linger. */
    private static final int TRIES = 5;

    private static final int BETWEEN_TRIES_MS = 500;
    /** Recovery after a kill takes a while. */
    private static final String START_WAIT_S = "60";
    /** A process has 10 s to stop, this one last. */
    private static final String STOP_WAIT_S = "4";

    private final PostgresPrograms programs;
    private final PostgresDirectory directory;
    private final int port;
    private final String password;

    private EmbeddedPostgres(PostgresPrograms programs, PostgresDirectory directory, int port, String password) {
        this.programs = programs;
        this.directory = directory;
        this.port = port;
        this.password = password;
    }

    /** Starts on a free port. */
    public static EmbeddedPostgres start(Path dataDirectory) {
        return start(dataDirectory, FreePort::next);
    }

    /**
     * Starts the server on its directory, made when missing, and returns when it answers.
     *
     * @param port on 127.0.0.1
     */
    public static EmbeddedPostgres start(Path dataDirectory, int port) {
        return start(dataDirectory, () -> port);
    }

    private static EmbeddedPostgres start(Path dataDirectory, IntSupplier port) {
        PostgresDirectory directory =
                new PostgresDirectory(dataDirectory.toAbsolutePath().normalize());
        try {
            PostgresPrograms programs = PostgresPrograms.unpacked();
            directory.make(programs);
            new LeftOverServer(directory.path()).end(programs, directory.log());
            for (int tries = 1; ; tries++) {
                EmbeddedPostgres server =
                        new EmbeddedPostgres(programs, directory, port.getAsInt(), directory.password());
                if (server.start()) {
                    return server;
                }
                if (tries == TRIES) {
                    throw new IOException("PostgreSQL did not start in " + dataDirectory + "; see " + directory.log());
                }
                Thread.sleep(BETWEEN_TRIES_MS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL starts in " + dataDirectory, e);
        }
    }

    private boolean start() throws IOException, InterruptedException {
        String options = SETTINGS.entrySet().stream()
                .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" ", "-p " + port + " ", ""));
        return pgCtl("start", "-w", "-t", START_WAIT_S, "-o", options) == 0;
    }

    private int pgCtl(String verb, String... options) throws IOException, InterruptedException {
        List<String> arguments =
                new java.util.ArrayList<>(List.of(verb, "-D", directory.path().toString()));
        arguments.addAll(List.of(options));
        return programs.run(directory.log(), "pg_ctl", arguments);
    }

    public int port() {
        return port;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** Without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres";
    }

    /** For psql and other libpq clients; holds the password. */
    public String libpqUri() {
        return "postgresql://" + USER + ":" + password + "@127.0.0.1:" + port() + "/postgres";
    }

    /** Stops the server cleanly; at once, to be recovered at the next start, when that takes too long. */
    @Override
    public void close() {
        try {
            if (pgCtl("stop", "-m", "fast", "-w", "-t", STOP_WAIT_S) != 0) {
                LOG.warn(
                        "PostgreSQL in {} does not stop within {} s: stopping it at once",
                        directory.path(),
                        STOP_WAIT_S);
                pgCtl("stop", "-m", "immediate", "-w", "-t", STOP_WAIT_S);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL stops", e);
        }
    }
}
