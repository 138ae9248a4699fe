package io.weirpool.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weirpool.app.demo.expected.NexmarkFigures;
import io.weirpool.app.demo.nexmark.NexmarkEvent;
import io.weirpool.app.demo.nexmark.NexmarkEvents;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The auction site: the rows of the table first, then all events in the order in which they happen. */
final class Nexmark implements Example {
    private static final long SEED = 1;
    /** A minute before midnight, so that days change while it runs. */
    private static final LocalDateTime START = LocalDateTime.of(2015, 7, 14, 23, 59);
    /** So that a window of ten seconds has a thousand events. */
    private static final int EVENTS_PER_SECOND = 100;
    /** Keys 0 to 1,999: query 13 finds those of the first thousand auctions, whose numbers begin at 1,000. */
    private static final int SIDE_INPUT_ROWS = 2_000;
    /** Events of all kinds that are sent together; 46 in 50 are bids. */
    private static final int TOGETHER = 500;

    private final int events;
    private final NexmarkEvents made;

    Nexmark(int events) {
        this.events = events;
        this.made = new NexmarkEvents(SEED, START, EVENTS_PER_SECOND);
    }

    @Override
    public String directory() {
        return "nexmark";
    }

    @Override
    public List<String> files() {
        return List.of("sources.sql", "views.sql", "weirpool.yaml");
    }

    @Override
    public int commands() {
        return SIDE_INPUT_ROWS + events;
    }

    @Override
    public Iterator<Batch> batches() {
        List<NexmarkEvent> table = NexmarkEvents.sideInput(SIDE_INPUT_ROWS).toList();
        Stream<Batch> rows = bySource(table, Duration.ZERO);
        Stream<Batch> live =
                IntStream.range(0, (events + TOGETHER - 1) / TOGETHER).boxed().flatMap(this::together);
        return Stream.concat(rows, live).iterator();
    }

    private Stream<Batch> together(int number) {
        long from = (long) number * TOGETHER;
        long to = Math.min(events, from + TOGETHER);
        return bySource(made.between(from, to).toList(), made.sinceStart(to - 1));
    }

    private static Stream<Batch> bySource(List<NexmarkEvent> events, Duration due) {
        Map<String, List<String>> bySource = new LinkedHashMap<>();
        events.forEach(event -> bySource.computeIfAbsent(event.source(), source -> new ArrayList<>())
                .add(new String(event.json(), UTF_8)));
        return bySource.entrySet().stream().map(entry -> new Batch(path(entry.getKey()), entry.getValue(), due));
    }

    private static String path(String source) {
        return (source.equals("side_input") ? "/v1/tables/" : "/v1/streams/") + source;
    }

    @Override
    public List<Look> looks() {
        return List.of(
                new Look("Average price of the highest bids, by category (q4):", "q4", List.of("category"), 5),
                new Look(
                        "Who bid most in ten seconds (q12):",
                        "q12",
                        List.of("bid_count DESC", "starttime", "bidder"),
                        5),
                new Look(
                        "Who sold something in the ten seconds they registered in (q8):",
                        "q8",
                        List.of("starttime", "id"),
                        5));
    }

    @Override
    public Map<String, List<String>> figures() {
        return NexmarkFigures.of(made.between(0, events).map(event -> Map.entry(event.source(), event.json())));
    }

    @Override
    public List<String> goOn(String psql, String url) {
        return List.of(
                "psql " + psql + " -c 'SELECT * FROM q7 ORDER BY datetime LIMIT 5'",
                "curl '" + url + "/v1/views/q17?order=sum_price.desc&limit=5'",
                "curl -X POST -H 'Content-Type: application/json' " + url + "/v1/tables/side_input -d \\",
                "  '{\"key\": 1000, \"value\": \"another\"}'",
                "curl '" + url + "/v1/views/q13?auction=eq.1000&limit=5'");
    }
}
