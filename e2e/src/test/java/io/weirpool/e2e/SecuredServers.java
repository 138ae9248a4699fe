package io.weirpool.e2e;

import io.weirpool.embedded.EmbeddedKafka;
import io.weirpool.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A broker that wants TLS and a password (SASL), a PostgreSQL that wants TLS, and a configuration that has what they want. */
final class SecuredServers implements AutoCloseable {
    private static final String SECRET = "river-secret";

    private final EmbeddedKafka kafka;
    private final EmbeddedPostgres postgres;
    private final Path directory;
    private final int securePort;

    private SecuredServers(EmbeddedKafka kafka, EmbeddedPostgres postgres, Path directory, int securePort) {
        this.kafka = kafka;
        this.postgres = postgres;
        this.directory = directory;
        this.securePort = securePort;
    }

    static SecuredServers start(Path directory) throws Exception {
        makeCertificate(directory);
        int inner = freePort();
        int secure = freePort();
        EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), inner, broker(directory, inner, secure));
        EmbeddedPostgres postgres = EmbeddedPostgres.start(directory.resolve("postgres"));
        SecuredServers servers = new SecuredServers(kafka, postgres, directory, secure);
        servers.wantTls();
        return servers;
    }

    /** {@code server.p12} with key and certificate of this host, {@code server.pem} and {@code trust.p12} with the certificate. */
    private static void makeCertificate(Path directory) throws Exception {
        keytool(directory, "-genkeypair", "-keyalg", "RSA", "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1");
        keytool(
                directory,
                "-exportcert",
                "-rfc",
                "-file",
                directory.resolve("server.pem").toString());
        Process trust = new ProcessBuilder(
                        program(),
                        "-importcert",
                        "-noprompt",
                        "-alias",
                        "server",
                        "-file",
                        directory.resolve("server.pem").toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        SECRET,
                        "-keystore",
                        directory.resolve("trust.p12").toString())
                .start();
        requireEnd(trust);
    }

    private static void keytool(Path directory, String verb, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(program(), verb, "-alias", "server"));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", SECRET));
        command.addAll(List.of("-keystore", directory.resolve("server.p12").toString()));
        command.addAll(List.of(more));
        requireEnd(new ProcessBuilder(command).start());
    }

    private static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    }

    private static void requireEnd(Process process) throws Exception {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool: " + said);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Map<String, String> broker(Path directory, int inner, int secure) throws IOException {
        int controller = freePort();
        String clear = "PLAINTEXT://127.0.0.1:" + inner + ",SECURE://127.0.0.1:" + secure;
        return Map.of(
                "listeners",
                clear + ",CONTROLLER://127.0.0.1:" + controller,
                "advertised.listeners",
                clear,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,SECURE:SASL_SSL,CONTROLLER:PLAINTEXT",
                "controller.quorum.voters",
                "1@127.0.0.1:" + controller,
                "sasl.enabled.mechanisms",
                "PLAIN",
                "listener.name.secure.plain.sasl.jaas.config",
                login("user_weirpool=\"" + SECRET + "\""),
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                directory.resolve("server.p12").toString(),
                "ssl.keystore.password",
                SECRET,
                "ssl.key.password",
                SECRET);
    }

    private static String login(String options) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required " + options + ";";
    }

    /** Writes what the server needs as the server's own user, and lets nobody in without TLS. */
    private void wantTls() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(directory.resolve("server.p12"))) {
            store.load(file, SECRET.toCharArray());
        }
        String key = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(
                                store.getKey("server", SECRET.toCharArray()).getEncoded())
                + "\n-----END PRIVATE KEY-----";
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            String data = setting(statement, "data_directory");
            write(statement, data + "/server.key", key);
            statement.execute("COPY (SELECT 1) TO PROGRAM 'cat > /dev/null; chmod 600 " + data + "/server.key'");
            write(
                    statement,
                    data + "/server.crt",
                    Files.readString(directory.resolve("server.pem")).strip());
            write(statement, setting(statement, "hba_file"), "hostssl all all 127.0.0.1/32 scram-sha-256");
            statement.execute("ALTER SYSTEM SET ssl = on");
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    private static String setting(Statement statement, String name) throws SQLException {
        try (ResultSet row = statement.executeQuery("SHOW " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void write(Statement statement, String file, String lines) throws SQLException {
        statement.execute("COPY (SELECT line FROM regexp_split_to_table('" + lines.replace("\r", "")
                + "', '\n') AS line) TO '" + file + "'");
    }

    /** Without TLS. */
    Connection connectInTheClear() throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl() + "?sslmode=disable", postgres.user(), postgres.password());
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), postgres.user(), postgres.password());
    }

    private String url() {
        return postgres.jdbcUrl() + "?sslmode=verify-full&sslrootcert=" + directory.resolve("server.pem");
    }

    /** For {@code weirpool run}. */
    Path config() throws IOException {
        Path config = directory.resolve("weirpool.yaml");
        return Files.writeString(config, """
            kafka:
              bootstrap: 127.0.0.1:%d
              replication: 1
              min.insync.replicas: 1
              client:
                security.protocol: SASL_SSL
                sasl.mechanism: PLAIN
                sasl.jaas.config: '%s'
                ssl.truststore.type: PKCS12
                ssl.truststore.location: %s
                ssl.truststore.password: %s
            database:
              url: %s
              user: %s
              password: %s
            http:
              port: 0
            """.formatted(
                        securePort,
                        login("username=\"weirpool\" password=\"" + SECRET + "\""),
                        directory.resolve("trust.p12"),
                        SECRET,
                        url(),
                        postgres.user(),
                        postgres.password()));
    }

    @Override
    public void close() {
        kafka.close();
        postgres.close();
    }
}
