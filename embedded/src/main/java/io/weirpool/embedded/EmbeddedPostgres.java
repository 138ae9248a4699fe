package io.weirpool.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A PostgreSQL server as child processes, on 127.0.0.1 only, durable in a directory (fsync on), with a random password
 * kept in that directory. Works as root, too (in a user namespace, which the binaries' library sets up), and as a plain
 * user.
 *
 * <p>The server outlives a killed JVM; the next start on the same directory stops it first.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    /** The superuser, and the database everything is in. */
    private static final String USER = "postgres";

    private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;
    private final String password;

    private EmbeddedPostgres(io.zonky.test.db.postgres.embedded.EmbeddedPostgres server, String password) {
        this.server = server;
        this.password = password;
    }

    /** Starts on a free port. */
    public static EmbeddedPostgres start(Path dataDirectory) {
        return start(dataDirectory, FreePort.next());
    }

    /**
     * Starts the server on its directory, made when missing, and returns when it answers.
     *
     * @param port on 127.0.0.1
     */
    public static EmbeddedPostgres start(Path dataDirectory, int port) {
        PostgresDirectory directory = new PostgresDirectory(dataDirectory.toAbsolutePath());
        String password = directory.passwordOrNew();
        try {
            var builder = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                    .setDataDirectory(dataDirectory.toAbsolutePath())
                    .setOverrideWorkingDirectory(PostgresDirectory.binaries().toFile())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(port)
                    .setPGStartupWait(Duration.ofSeconds(60)) // recovery after a kill takes a while
                    .setLocaleConfig("locale", "C")
                    .setConnectConfig("password", password)
                    .setDataDirectoryCustomizer(ignored -> directory.prepare(password))
                    .setErrorRedirector(directory.log())
                    .setOutputRedirector(directory.log());
            PostgresDirectory.SERVER_SETTINGS.forEach(builder::setServerConfig);
            return new EmbeddedPostgres(builder.start(), password);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start in " + dataDirectory, e);
        }
    }

    public int port() {
        return server.getPort();
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

    /** Stops the server cleanly (fast shutdown). */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop", e);
        }
    }
}
