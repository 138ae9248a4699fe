package io.weirpool.app.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weirpool.app.demo.expected.FlightFigures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The flights: all airports, then the reports in the order they were sent. Most reports go in batches; every now and then
 * one goes alone.
 */
final class Flights implements Example {
    /** As many as a small airport's gateway would gather; about 50 KB. */
    private static final int BATCH = 250;
    /** The first report of every other batch is posted alone. */
    private static final int SINGLE_EVERY = 2;

    private static final String REPORTS = "/v1/streams/flight_event";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> airports = lines("airport");
    private final List<String> reports = lines("flight_event");
    private final @Nullable Path figuresFrom;

    Flights() {
        this(null);
    }

    /** @param figuresFrom directory of the input files to compute figures from; null for the bundled ones */
    Flights(@Nullable Path figuresFrom) {
        this.figuresFrom = figuresFrom;
    }

    @Override
    public String directory() {
        return "flights";
    }

    @Override
    public List<String> files() {
        return List.of("flights.sql", "weirpool.yaml");
    }

    @Override
    public int commands() {
        return airports.size() + reports.size();
    }

    @Override
    public Iterator<Batch> batches() {
        List<Batch> batches = new ArrayList<>();
        parts(airports).forEach(part -> batches.add(new Batch("/v1/tables/airport", part, Duration.ZERO)));
        LocalDateTime first = sent(reports.get(0));
        int number = 0;
        for (List<String> part : parts(reports)) {
            Duration due = Duration.between(first, sent(part.get(part.size() - 1)));
            boolean single = number++ % SINGLE_EVERY == 0 && part.size() > 1;
            if (single) {
                batches.add(new Batch(REPORTS, part.subList(0, 1), due));
            }
            batches.add(new Batch(REPORTS, single ? part.subList(1, part.size()) : part, due));
        }
        return batches.iterator();
    }

    private static List<List<String>> parts(List<String> lines) {
        List<List<String>> parts = new ArrayList<>();
        for (int from = 0; from < lines.size(); from += BATCH) {
            parts.add(lines.subList(from, Math.min(lines.size(), from + BATCH)));
        }
        return parts;
    }

    private static LocalDateTime sent(String report) {
        try {
            return LocalDateTime.parse(JSON.readTree(report).path("sent").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the bundled data is not JSON: " + report, e);
        }
    }

    @Override
    public List<Look> looks() {
        return List.of(
                new Look(
                        "Routes flown five times or more, an hour late on average:",
                        "worst_routes",
                        List.of("avg_delay DESC", "origin", "destination"),
                        8),
                new Look(
                        "How often flights were on time, by airport:",
                        "punctual_airports",
                        List.of("flights DESC", "iata"),
                        8),
                new Look("How far the reports themselves can be trusted:", "late_reports", List.of("kind"), 2));
    }

    @Override
    public Map<String, Set<String>> figures() {
        try (InputStream events = figureData("flight_event");
                InputStream places = figureData("airport")) {
            return FlightFigures.of(events, places);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the data", e);
        }
    }

    private InputStream figureData(String source) throws IOException {
        return figuresFrom == null ? data(source) : Files.newInputStream(figuresFrom.resolve(source + ".ndjson.gz"));
    }

    @Override
    public List<String> goOn(String psql, String url) {
        return List.of(
                "psql " + psql + " -c 'SELECT * FROM worst_routes ORDER BY avg_delay DESC LIMIT 5'",
                "curl '" + url + "/v1/views/in_the_air?order=at_six_pm.desc&limit=5'",
                "curl -X POST -H 'Content-Type: application/json' " + url + "/v1/tables/airport -d \\",
                "  '{\"iata\": \"WPL\", \"name\": \"Weirpool\", \"country\": \"USA\", \"latitude\": 51.5,"
                        + " \"longitude\": -0.6}'",
                "curl '" + url + "/v1/views/airports_by_state?state=is.null'");
    }

    private static List<String> lines(String source) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(data(source)), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the data of " + source, e);
        }
    }

    private static InputStream data(String source) {
        return Bundled.open("flights/data/" + source + ".ndjson.gz");
    }
}
