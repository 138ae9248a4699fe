package io.weirpool.app.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.weirpool.app.cli.Run;
import io.weirpool.common.access.NewToken;
import io.weirpool.ingest.http.ClientTls;
import io.weirpool.ingest.http.TlsFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weirpool dev} as a process of its own: killed, started again, refused, stopped. */
class DevProcessTest {
    private static final String DEFINITIONS = """
        CREATE STREAM sale (city VARCHAR NOT NULL, amount INTEGER NOT NULL);
        CREATE MATERIALIZED VIEW per_city AS SELECT city, SUM(amount) AS total FROM sale GROUP BY city;
        """;

    @TempDir
    Path directory;

    private Path definitions;
    private Path data;
    private Process process;
    private HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void write() throws IOException {
        definitions = Files.createDirectories(directory.resolve("definitions"));
        data = directory.resolve(".weirpool");
        Files.writeString(definitions.resolve("a.sql"), DEFINITIONS);
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (process != null && process.isAlive()) {
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
        }
    }

    private Process weirpool(Path output, String... arguments) throws IOException {
        return weirpool(output, List.of(), arguments);
    }

    private Process weirpool(Path output, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx400m"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.weirpool.app.cli.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private Map<String, String> start(String... more) throws Exception {
        Path output = directory.resolve("output");
        Path environment = data.resolve("weirpool.env");
        Files.deleteIfExists(environment); // of a process that was killed
        List<String> arguments = new ArrayList<>(
                List.of("dev", "--dir", definitions.toString(), "--data", data.toString(), "--port", "0"));
        arguments.addAll(List.of(more));
        process = weirpool(output, arguments.toArray(String[]::new));
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(5)).until(() -> {
            assertThat(process.isAlive()).as(() -> text(output)).isTrue();
            return Files.exists(environment);
        });
        assertThat(Files.getPosixFilePermissions(environment))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        Map<String, String> variables = new TreeMap<>();
        for (String line : Files.readAllLines(data.resolve("weirpool.env"))) {
            variables.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        assertThat(send(HttpRequest.newBuilder(URI.create(variables.get("WEIRPOOL_HTTP_URL") + "/readyz")))
                        .statusCode())
                .as("the file appears when all is ready")
                .isEqualTo(200);
        return variables;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private int run(Path output, String... arguments) throws IOException, InterruptedException {
        return weirpool(output, arguments).waitFor();
    }

    private String post(Map<String, String> environment, String body) throws Exception {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(URI.create(environment.get("WEIRPOOL_HTTP_URL") + "/v1/streams/sale"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(response.statusCode()).isEqualTo(202);
        return new ObjectMapper().readTree(response.body()).path("receipt").asText();
    }

    private String rows(Map<String, String> environment, String query) throws Exception {
        return send(HttpRequest.newBuilder(
                        URI.create(environment.get("WEIRPOOL_HTTP_URL") + "/v1/views/per_city?" + query)))
                .body();
    }

    /** A shell's background job ignores SIGINT and so do its children, the suite's among them: TERM stops those. */
    private static String controlC(String pid) throws IOException {
        Path status = Path.of("/proc", pid, "status");
        if (!Files.exists(status)) {
            return "-INT";
        }
        long ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                .findFirst()
                .orElse(0);
        return (ignored & 1 << 1) == 0 ? "-INT" : "-TERM";
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A certificate for this machine and its key, by the JDK's keytool. */
    private TlsFiles certificate() throws Exception {
        Path file = directory.resolve("server.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        assertThat(new ProcessBuilder(
                                (keytool + " -genkeypair -alias a -keyalg EC -dname CN=a -validity 2 -storetype PKCS12"
                                                + " -storepass changeit -ext san=ip:127.0.0.1 -keystore " + file)
                                        .split(" "))
                        .start()
                        .waitFor())
                .isZero();
        KeyStore store = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
        byte[] key = store.getKey("a", "changeit".toCharArray()).getEncoded();
        return new TlsFiles(
                pem("CERTIFICATE", store.getCertificate("a").getEncoded()), pem("PRIVATE KEY", key), Optional.empty());
    }

    private Path pem(String kind, byte[] encoded) throws IOException {
        String text = Base64.getMimeEncoder().encodeToString(encoded);
        return Files.writeString(
                directory.resolve(kind), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    @Test
    void aKilledProcessLosesNothingAndTheNextOneGoesOn() throws Exception {
        Map<String, String> first = start();
        String receipt = post(first, "[{\"city\":\"a\",\"amount\":1},{\"city\":\"b\",\"amount\":2}]");
        process.destroyForcibly().waitFor(); // PostgreSQL's processes live on

        Map<String, String> second = start();
        assertThat(rows(second, "at_least=" + receipt))
                .isEqualTo("[{\"city\":\"a\",\"total\":1},{\"city\":\"b\",\"total\":2}]");
        String more = post(second, "{\"city\":\"a\",\"amount\":10}");
        assertThat(rows(second, "city=eq.a&at_least=" + more)).isEqualTo("[{\"city\":\"a\",\"total\":11}]");

        Path refusal = directory.resolve("refusal");
        assertThat(run(refusal, "dev", "--dir", definitions.toString(), "--data", data.toString()))
                .isEqualTo(1);
        assertThat(text(refusal))
                .contains("is in use by process " + process.pid())
                .doesNotContain("\tat ");

        tokensAreMadeListedAndRevoked(second.get("WEIRPOOL_KAFKA"));

        String url = second.get("WEIRPOOL_HTTP_URL");
        Files.writeString(
                definitions.resolve("b.sql"), "CREATE MATERIALIZED VIEW n AS SELECT COUNT(*) AS n FROM sale;");
        assertThat(run(refusal, "apply", definitions.toString()))
                .as("finds the dev of ./.weirpool: %s", text(refusal))
                .isZero();
        assertThat(text(refusal))
                .contains("created view n", "the catalog is at revision 2")
                .doesNotContain("not readable");
        assertThat(send(HttpRequest.newBuilder(URI.create(url + "/v1/views/n?at_least=" + more)))
                        .body())
                .as("the view that was just applied can be read")
                .isEqualTo("[{\"n\":3}]");
        Files.writeString(definitions.resolve("b.sql"), "CREATE MATERIALIZED VIEW n AS SELECT nothing FROM sale;");
        assertThat(run(refusal, "apply", definitions.toString(), "--url", url)).isEqualTo(1);
        assertThat(text(refusal)).startsWith("b.sql:1:38: ").contains("^");

        String pid = Long.toString(process.pid());
        assertThat(new ProcessBuilder("kill", controlC(pid), pid).start().waitFor())
                .isZero();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(data.resolve("weirpool.env")).doesNotExist();
        assertThat(run(refusal, "dev", "--dir", definitions.toString(), "--data", data.toString()))
                .isEqualTo(1);
        Files.writeString(
                definitions.resolve("b.sql"), "CREATE MATERIALIZED VIEW n AS SELECT MAX(amount) AS n FROM sale;");
        TlsFiles tls = certificate();
        http = HttpClient.newBuilder()
                .sslContext(ClientTls.of(tls.certificates(), Optional.empty()))
                .build();
        String third = start(
                        "--tls-certificate",
                        tls.certificates().toString(),
                        "--tls-key",
                        tls.key().toString())
                .get("WEIRPOOL_HTTP_URL");
        assertThat(third).startsWith("https://");
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(send(HttpRequest.newBuilder(URI.create(third + "/v1/views/n")))
                                .body())
                        .as("a definition that changed while nobody ran replaces the old one")
                        .isEqualTo("[{\"n\":10}]"));
    }

    private static Run tokens(String kafka, String... arguments) {
        List<String> all = new ArrayList<>(List.of("tokens"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--set", "kafka.bootstrap=" + kafka, "--set", "kafka.replication=1"));
        all.addAll(List.of("--set", "kafka.min.insync.replicas=1"));
        return Run.of(all.toArray(String[]::new));
    }

    private static void tokensAreMadeListedAndRevoked(String kafka) {
        Run made = tokens(kafka, "create", "till-7", "--scope", "ingest:sale", "--scope", "read:*", "--days", "1");
        assertThat(made.exit()).as(made.err()).isZero();
        String secret = made.out().strip();
        String id = NewToken.idOf(secret).orElseThrow();
        assertThat(made.err()).contains("token " + id + " expires ", "not shown again");
        assertThat(tokens(kafka, "list").out())
                .startsWith(id + "  expires ")
                .endsWith("  ingest:sale,read:*  till-7\n")
                .doesNotContain(secret);
        assertThat(tokens(kafka, "revoke", id).out()).isEqualTo("token " + id + " is revoked\n");
        assertThat(tokens(kafka, "list").out()).isEmpty();
        assertThat(tokens(kafka, "revoke", id))
                .matches(run -> run.exit() == 1 && run.err().contains("there is no token " + id));
        assertThat(tokens(kafka, "create", "x", "--scope", "drop:sale").exit()).isEqualTo(1);
    }

    @Test
    void aWarmUpStartsStopsAndLeavesNothing() throws Exception {
        Path temporary = Files.createDirectories(directory.resolve("temporary"));
        Path output = directory.resolve("output");
        process = weirpool(output, List.of("-Djava.io.tmpdir=" + temporary), "warm-up");
        assertThat(process.waitFor()).as(() -> text(output)).isZero();
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.map(Path::toString)).noneMatch(path -> path.contains("weirpool-demo"));
        }
    }
}
