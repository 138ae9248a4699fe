package io.weirpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.MountableFile;

/**
 * The image that the Dockerfile makes, as ingest, processor and sink, with the file docker-compose.yml gives them, on
 * Kafka's and PostgreSQL's own images. Run by {@code mvn -Pcontainers verify}; not part of the default suite.
 */
@Tag("containers")
class ContainersTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DISTRIBUTION = ROOT.resolve("app/target/weirpool");
    private static final Duration SOON = Duration.ofMinutes(5); // a busy machine; nothing is asserted on it
    private static final String DEFINITIONS = """
            CREATE STREAM reading (sensor INTEGER NOT NULL, degrees INTEGER NOT NULL);
            CREATE MATERIALIZED VIEW per_sensor AS
                SELECT sensor, COUNT(*) AS n, SUM(degrees) AS total FROM reading GROUP BY sensor;
            """;

    @TempDir
    Path directory;

    @BeforeAll
    static void requireWhatIsNeeded() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException(
                    "-Pcontainers needs a container engine and none answers: start one ('docker info' must succeed),"
                            + " or set DOCKER_HOST. It runs the images eclipse-temurin:17-jre, apache/kafka:4.3.1 and"
                            + " postgres:17, and Testcontainers' own, unless TESTCONTAINERS_RYUK_DISABLED=true.");
        }
        if (!Files.exists(DISTRIBUTION.resolve("weirpool.jar"))) {
            throw new IllegalStateException(
                    "-Pcontainers puts app/target/weirpool into the image and it is not built: run 'mvn -Pcontainers"
                            + " verify', or package the module app first.");
        }
    }

    private static ImageFromDockerfile image() {
        return new ImageFromDockerfile()
                .withFileFromPath("Dockerfile", ROOT.resolve("Dockerfile"))
                .withFileFromPath("app/target/weirpool", DISTRIBUTION);
    }

    private static GenericContainer<?> role(ImageFromDockerfile image, Network network, String role, int port) {
        return new GenericContainer<>(image)
                .withNetwork(network)
                .withCopyFileToContainer(
                        MountableFile.forHostPath(ROOT.resolve("deploy/weirpool.yaml")), "/etc/weirpool/weirpool.yaml")
                .withCommand(
                        "run", role, "--config", "/etc/weirpool/weirpool.yaml", "--set", "kafka.bootstrap=kafka:19092")
                .withExposedPorts(port)
                .waitingFor(Wait.forHttp("/readyz").forPort(port).withStartupTimeout(SOON));
    }

    private static String url(GenericContainer<?> container) {
        return "http://" + container.getHost() + ":" + container.getFirstMappedPort();
    }

    private static String get(String url) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private void apply(String url) throws Exception {
        Path definitions = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("reading.sql"), DEFINITIONS);
        Process apply = new ProcessBuilder(ProductProcess.command("apply", definitions.toString(), "--url", url))
                .redirectErrorStream(true)
                .start();
        String said = new String(apply.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(apply.waitFor()).as(said).isZero();
    }

    @Test
    void aPostReachesItsTableThroughThreeContainersOfOneImage() throws Exception {
        ImageFromDockerfile image = image();
        try (Network network = Network.newNetwork();
                KafkaContainer kafka = new KafkaContainer("apache/kafka:4.3.1")
                        .withNetwork(network)
                        .withListener("kafka:19092")
                        .withStartupTimeout(SOON);
                PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:17")
                        .withNetwork(network)
                        .withNetworkAliases("postgres")
                        .withDatabaseName("weirpool")
                        .withUsername("weirpool")
                        .withPassword("weirpool")
                        .withStartupTimeout(SOON);
                GenericContainer<?> ingest = role(image, network, "ingest", 8080);
                GenericContainer<?> processor = role(image, network, "processor", 8081);
                GenericContainer<?> sink = role(image, network, "sink", 8081)) {
            kafka.start();
            postgres.start();
            ingest.start();
            processor.start();
            sink.start();
            apply(url(ingest));

            String receipt = new Producer(url(ingest))
                    .accepted(
                            "/v1/streams/reading",
                            List.of(Map.of("sensor", 1, "degrees", 20), Map.of("sensor", 1, "degrees", 22)));

            try (Connection connection = DriverManager.getConnection(postgres.getJdbcUrl(), "weirpool", "weirpool")) {
                Mirror.rows(connection, "SELECT weirpool.wait_for('" + receipt + "', interval '120 s')");
                assertThat(Mirror.rows(connection, "SELECT * FROM per_sensor")).containsExactly("(1,2,42)");
            }
            assertThat(get(url(ingest) + "/v1/views/per_sensor?at_least=" + receipt))
                    .contains("\"sensor\":1,\"n\":2,\"total\":");
            assertThat(get(url(processor) + "/metrics")).contains("weirpool_ready{role=\"processor\"} 1.0");
            assertThat(get(url(sink) + "/metrics")).contains("weirpool_ready{role=\"sink\"} 1.0");
        }
    }
}
