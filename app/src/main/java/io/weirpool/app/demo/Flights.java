package io.weirpool.app.demo;

import io.weirpool.app.demo.expected.FlightFigures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** The bundled pipeline and its data: {@code examples/flights}, as it is in the jar. */
final class Flights {
    private static final String ROOT = "/flights/";

    private Flights() {}

    /** Copies the definitions to a directory, for a process to start with. */
    static void copyDefinitions(Path directory) {
        for (String file : List.of("flights.sql", "weirpool.yaml")) {
            try (InputStream in = resource(file)) {
                Files.copy(in, directory.resolve(file));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot copy " + file + " to " + directory, e);
            }
        }
    }

    /** The commands of a source, one JSON object each, in the order they are to be sent. */
    static List<String> lines(String source) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(data(source)), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the data of " + source, e);
        }
    }

    /** What the views must hold when all has been fed. */
    static Map<String, Set<String>> figures() {
        try (InputStream events = data("flight_event");
                InputStream airports = data("airport")) {
            return FlightFigures.of(events, airports);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the bundled data", e);
        }
    }

    /** What the views must hold for files of the same names in a directory. */
    static Map<String, Set<String>> figures(Path directory) {
        try (InputStream events = Files.newInputStream(directory.resolve("flight_event.ndjson.gz"));
                InputStream airports = Files.newInputStream(directory.resolve("airport.ndjson.gz"))) {
            return FlightFigures.of(events, airports);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the data in " + directory, e);
        }
    }

    private static InputStream data(String source) {
        return resource("data/" + source + ".ndjson.gz");
    }

    private static InputStream resource(String name) {
        InputStream stream = Flights.class.getResourceAsStream(ROOT + name);
        if (stream == null) {
            throw new IllegalStateException(ROOT + name + " is not in the jar");
        }
        return stream;
    }
}
