package io.weirpool.app.demo.expected;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The rows of some views of {@code examples/nexmark}, one at least of each kind: filter, join, join under two aggregates,
 * sliding, fixed and session windows, distinct counts, top ten. Each row as its values' text joined by {@code |}.
 */
public final class NexmarkFigures {
    final Map<Long, Person> people = new HashMap<>();
    final Map<Long, Auction> auctions = new HashMap<>();
    final List<Bid> bids = new ArrayList<>();

    private NexmarkFigures() {}

    /** Somebody who registered. */
    record Person(long id, String name, String city, String state, LocalDateTime time) {}

    /** Something for sale. */
    record Auction(long id, long seller, long category, LocalDateTime time, LocalDateTime expires) {
        boolean isOpen(LocalDateTime moment) {
            return !moment.isBefore(time) && !moment.isAfter(expires);
        }
    }

    /** A price offered. */
    record Bid(long auction, long bidder, long price, String channel, String url, LocalDateTime time, String extra) {}

    /**
     * Reads all events.
     *
     * @param events source and JSON of each
     * @return view → its rows, in no order
     */
    public static Map<String, List<String>> of(Stream<Map.Entry<String, byte[]>> events) {
        NexmarkFigures figures = new NexmarkFigures();
        events.forEach(event -> figures.read(event.getKey(), event.getValue()));
        Map<String, List<String>> views = new TreeMap<>();
        new AuctionFigures(figures).addTo(views);
        new WindowFigures(figures).addTo(views);
        return views;
    }

    private void read(String source, byte[] json) {
        try {
            InputFile.parse(new ByteArrayInputStream(json), row -> add(source, row));
        } catch (IOException e) {
            throw new UncheckedIOException("an event is no JSON", e);
        }
    }

    private void add(String source, InputFile.Row row) {
        switch (source) {
            case "person" -> people.put(row.number("id"), person(row));
            case "auction" -> auctions.put(row.number("id"), auction(row));
            case "bid" -> bids.add(bid(row));
            default -> throw new IllegalArgumentException("an event of " + source);
        }
    }

    private static Person person(InputFile.Row row) {
        return new Person(
                row.number("id"), row.text("name"), row.text("city"), row.text("state"), time(row, "datetime"));
    }

    private static Auction auction(InputFile.Row row) {
        return new Auction(
                row.number("id"),
                row.number("seller"),
                row.number("category"),
                time(row, "datetime"),
                time(row, "expires"));
    }

    private static Bid bid(InputFile.Row row) {
        return new Bid(
                row.number("auction"),
                row.number("bidder"),
                row.number("price"),
                row.text("channel"),
                row.text("url"),
                time(row, "datetime"),
                row.text("extra"));
    }

    private static LocalDateTime time(InputFile.Row row, String field) {
        return LocalDateTime.parse(row.text(field));
    }
}
