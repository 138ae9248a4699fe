package io.weirpool.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.app.run.Shutdown;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    private static final Path DATA = Path.of("..", "examples", "flights", "data");

    @TempDir
    Path directory;

    /** All rows but those the one value is in agree: the check is green where it must be, and red where it must be. */
    @Test
    void oneChangedInputValueIsFoundAndNothingElse() throws Exception {
        oneDelayChanged();
        StringWriter out = new StringWriter();
        Shutdown shutdown = new Shutdown();
        List<String> differences;
        try {
            DemoConfig config = new DemoConfig(Example.flights(directory), true, 0, 0, false);
            differences = new Demo(config, new PrintWriter(out, true), shutdown).run();
        } finally {
            shutdown.close();
        }

        assertThat(differences)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains(" SFO|"))
                .anySatisfy(line -> assertThat(line).startsWith("on_time: missing"))
                .anySatisfy(line -> assertThat(line).startsWith("delay_by_origin_hour: unexpected"));
        assertThat(out.toString()).contains("36,382 of 36,382 events", " HPN    | ORD ", " departed |   16503 |");
    }

    /** Ten of the 23 queries have figures; that all of them are right is the oracle's affair. */
    @Test
    void nexmarkAgreesWithFiguresOfItsEvents() throws Exception {
        StringWriter out = new StringWriter();
        Shutdown shutdown = new Shutdown();
        List<String> differences;
        try {
            DemoConfig config = new DemoConfig(Example.nexmark(8_000), true, 0, 0, false);
            differences = new Demo(config, new PrintWriter(out, true), shutdown).run();
        } finally {
            shutdown.close();
        }

        assertThat(differences).isEmpty();
        assertThat(out.toString()).contains("10,000 of 10,000 events", " category | avg ", " 2015-07-14 23:59:");
    }

    @Test
    void everyFigureOfNexmarkHasRows() {
        assertThat(Example.nexmark(8_000).figures())
                .containsOnlyKeys("q2", "q3", "q4", "q5", "q7", "q8", "q11", "q12", "q15", "q19")
                .allSatisfy((view, rows) -> assertThat(rows).as(view).isNotEmpty());
    }

    /** Flight 4 left San Francisco at midnight; it is late now. */
    private void oneDelayChanged() throws IOException {
        Files.copy(DATA.resolve("airport.ndjson.gz"), directory.resolve("airport.ndjson.gz"));
        String text;
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(DATA.resolve("flight_event.ndjson.gz")))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String changed = text.replaceFirst(
                "(\"flight_id\":4,\"kind\":\"landed\",[^}]*\"delay_minutes\":)-?[0-9]+", "$1" + "100");
        assertThat(changed).isNotEqualTo(text);
        try (GZIPOutputStream gzip =
                new GZIPOutputStream(Files.newOutputStream(directory.resolve("flight_event.ndjson.gz")))) {
            gzip.write(changed.getBytes(StandardCharsets.UTF_8));
        }
    }
}
