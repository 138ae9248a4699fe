package io.weirpool.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weirpool.app.operate.Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The flights of one day as those of three months, some three million events: how fast they are taken in for the first
 * time, and how fast the same views are built from the log: {@code -Drebuild=true}, with {@code -Drebuild.days}. Prints
 * both rates; what is asserted is that the rebuilt tables hold what they held before.
 */
@EnabledIfSystemProperty(named = "rebuild", matches = "true")
class RebuildRateTest {
    private static final int DAYS = Integer.getInteger("rebuild.days", 91);
    private static final int BATCH = 5_000;
    private static final LocalDate DAY = LocalDate.parse("2001-06-15");
    /** More than a day has. */
    private static final int FLIGHTS_A_DAY = 20_000;

    private static final Pattern FLIGHT = Pattern.compile("\"flight_id\":([0-9]+)");
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Beside the example's views, which are small: one of each landing, and one with a row for each flight. */
    private static final String ROWS = """
        CREATE MATERIALIZED VIEW landing AS
            SELECT flight_id, origin, destination, event_time, delay_minutes FROM flight_event WHERE kind = 'landed';
        CREATE MATERIALIZED VIEW per_flight AS
            SELECT flight_id, COUNT(*) AS flights, MAX(sent) AS last_heard FROM flight_event GROUP BY flight_id;
        """;

    private static final Map<String, String> LOOKS = Map.of(
            "delay_by_origin_hour",
                    "SELECT count(*), sum(flights), sum(avg_delay), max(max_delay) FROM delay_by_origin_hour",
            "in_the_air", "SELECT count(*), sum(en_route), sum(at_six_pm) FROM in_the_air",
            "worst_routes", "SELECT count(*), sum(flights), sum(avg_delay) FROM worst_routes",
            "punctual_airports", "SELECT count(*), sum(flights), sum(percent) FROM punctual_airports",
            "landing", "SELECT count(*), sum(flight_id::numeric), sum(delay_minutes) FROM landing",
            "per_flight", "SELECT count(*), sum(flights), max(last_heard) FROM per_flight");

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aHistoryIsRebuiltFromItsLog() throws Exception {
        String definitions = new String(open("flights.sql").readAllBytes(), UTF_8) + ROWS;
        Path dir = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(dir.resolve("flights.sql"), definitions);
        try (DevProcess dev = DevProcess.start(dir, directory.resolve("data"));
                Connection connection = dev.connect()) {
            List<String> reports = lines("data/flight_event.ndjson.gz");
            post(dev, "/v1/tables/airport", lines("data/airport.ndjson.gz"));
            long events = (long) reports.size() * DAYS;
            double first = measured(events, "first ingestion, all views", () -> ingest(dev, connection, reports));
            Map<String, List<String>> before = looks(connection);

            // one that is small, one with many rows, then all of them in one flow
            Server server = new Server(URI.create(dev.url()));
            for (String view : List.of("delay_by_origin_hour", "landing", "per_flight")) {
                ratio(first, measured(events, "replay of " + view, () -> {
                    server.post("/v1/operate/views/" + view + "/replay?keep=0s");
                    awaitBuilt(connection);
                }));
            }
            String changed = definitions
                    .replace("COUNT(*) AS flights", "COUNT(*) AS flights, COUNT(*) AS again")
                    .replace("SELECT flight_id, origin, dest", "SELECT flight_id, origin, distance_miles, dest")
                    .replace("SELECT destination AS airport,", "SELECT destination AS airport, COUNT(*) AS again,");
            ratio(first, measured(events, "replace of all views", () -> {
                server.post("/v1/operate/apply?keep=0s", body(changed));
                awaitBuilt(connection);
            }));
            assertThat(looks(connection)).isEqualTo(before);
            assertThat(Mirror.rows(connection, "SELECT sum(flights), sum(again) FROM per_flight"))
                    .containsExactly("(%1$d,%1$d)".formatted(events));
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Events a second. */
    private static double measured(long events, String what, Work work) throws Exception {
        long begin = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%s: %,d events in %.1f s, %,.0f a second%n", what, events, seconds, events / seconds);
        return events / seconds;
    }

    private static void ratio(double first, double again) {
        System.out.printf("  %.2f of the first ingestion's rate%n", again / first);
    }

    private void ingest(DevProcess dev, Connection connection, List<String> reports) throws Exception {
        List<String> receipts = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            List<String> shifted = shifted(reports, day);
            for (int from = 0; from < shifted.size(); from += BATCH) {
                receipts.add(post(
                        dev,
                        "/v1/streams/flight_event",
                        shifted.subList(from, Math.min(shifted.size(), from + BATCH))));
            }
        }
        for (String receipt : receipts) {
            Mirror.rows(connection, "SELECT weirpool.wait_for('" + receipt + "', interval '1800 s')");
        }
    }

    /** The same day's reports so many days later, of other flights. */
    private static List<String> shifted(List<String> reports, int days) {
        return reports.stream()
                .map(report -> {
                    String shifted = report;
                    for (int day = 2; day >= 0; day--) { // late flights and late reports come the day after
                        shifted = shifted.replace(DAY.plusDays(day) + "T", DAY.plusDays(day + 1_000L + days) + "T");
                    }
                    Matcher flight = FLIGHT.matcher(shifted);
                    return flight.replaceFirst(
                            found -> "\"flight_id\":" + (Long.parseLong(found.group(1)) + (long) days * FLIGHTS_A_DAY));
                })
                .toList();
    }

    private String post(DevProcess dev, String path, List<String> rows) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(dev.url() + path))
                        .header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", rows)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return JSON.readTree(answer.body()).get("receipt").asText();
    }

    private static String body(String definitions) throws IOException {
        JsonNode body = JSON.valueToTree(
                Map.of("pipeline", "main", "files", List.of(Map.of("path", "flights.sql", "text", definitions))));
        return body.toString();
    }

    /** There is something to build, and then no more. */
    private static void awaitBuilt(Connection connection) {
        String building = "SELECT view FROM weirpool.version WHERE state = 'building'";
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !Mirror.rows(connection, building).isEmpty());
        await().atMost(Duration.ofHours(1))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> Mirror.rows(connection, building).isEmpty());
    }

    private static Map<String, List<String>> looks(Connection connection) throws Exception {
        Map<String, List<String>> rows = new java.util.TreeMap<>();
        for (Map.Entry<String, String> look : LOOKS.entrySet()) {
            rows.put(look.getKey(), Mirror.rows(connection, look.getValue()));
        }
        return rows;
    }

    /** Of the example, as it is bundled. */
    private static InputStream open(String file) {
        return Objects.requireNonNull(RebuildRateTest.class.getResourceAsStream("/flights/" + file), "flights/" + file);
    }

    private static List<String> lines(String file) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(open(file)), UTF_8))) {
            return lines.lines().toList();
        }
    }
}
