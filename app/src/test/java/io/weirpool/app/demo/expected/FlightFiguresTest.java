package io.weirpool.app.demo.expected;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class FlightFiguresTest {
    private static final Path DATA = Path.of("..", "examples", "flights", "data");

    @Test
    void figuresOfTheShippedFilesAreTheKnownOnes() throws IOException {
        Map<String, Set<String>> views = figures(bytes("flight_event"));

        assertThat(views.get("late_reports")).containsExactly("departed|16503|5377", "landed|16503|5177");
        assertThat(views.get("worst_routes")).hasSize(157).contains("HPN|ORD|8|197.5|574");
        assertThat(views.get("airports_by_state")).contains("null|12|0|48.415769");
        assertThat(views.get("punctual_airports"))
                .anyMatch(row -> row.startsWith("ORD|Chicago O'Hare International|Chicago|IL|"));
        assertThat(views.get("in_the_air")).hasSize(221).contains("ORD|0|117");
    }

    @Test
    void oneChangedDelayChangesTheFigures() throws IOException {
        String text = new String(
                new GZIPInputStream(new ByteArrayInputStream(bytes("flight_event"))).readAllBytes(),
                StandardCharsets.UTF_8);
        String changed = text.replaceFirst("\"delay_minutes\":(\\d)", "\"delay_minutes\":9$1");

        assertThat(figures(gzip(changed))).isNotEqualTo(figures(bytes("flight_event")));
    }

    private static Map<String, Set<String>> figures(byte[] events) throws IOException {
        try (InputStream airports = Files.newInputStream(DATA.resolve("airport.ndjson.gz"))) {
            return FlightFigures.of(new ByteArrayInputStream(events), airports);
        }
    }

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(DATA.resolve(name + ".ndjson.gz"));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
