package io.weirpool.app.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** A bundled pipeline: its definitions, what it is fed, and what its views must hold then. Closed: these are all. */
public sealed interface Example permits Flights, Nexmark {
    /** The flights of {@code examples/flights}. */
    static Example flights() {
        return new Flights();
    }

    /** The same, compared with figures of other input files than those that are fed. */
    static Example flights(Path figuresFrom) {
        return new Flights(figuresFrom);
    }

    /** The auction site of {@code examples/nexmark}; {@code events} people, auctions and bids, 1 or more. */
    static Example nexmark(int events) {
        return new Nexmark(events);
    }

    /**
     * Commands that are sent at once, all for one path.
     *
     * @param commands JSON objects; one alone is sent as such, more as NDJSON
     * @param due when, after the first, they are sent in real time
     */
    record Batch(String path, List<String> commands, Duration due) {
        public Batch {
            commands = List.copyOf(commands);
        }
    }

    /**
     * A view worth a look.
     *
     * @param order columns, each with {@code DESC} or not
     * @param rows how many are shown
     */
    record Look(String title, String view, List<String> order, int rows) {}

    /** Its directory below {@code examples}, and in the jar. */
    String directory();

    /** Its definitions and settings there. */
    List<String> files();

    /** How many commands all batches have. */
    int commands();

    /** In the order in which they are sent. */
    Iterator<Batch> batches();

    List<Look> looks();

    /** View → its rows as {@link Comparison} has them, when all has been fed; views that are not compared are absent. */
    Map<String, ? extends Collection<String>> figures();

    /** Lines to paste while it runs; {@code psql} and {@code url} are where the two servers are. */
    List<String> goOn(String psql, String url);
}
