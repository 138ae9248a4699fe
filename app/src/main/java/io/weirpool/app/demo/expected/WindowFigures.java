package io.weirpool.app.demo.expected;

import io.weirpool.app.demo.expected.NexmarkFigures.Auction;
import io.weirpool.app.demo.expected.NexmarkFigures.Bid;
import io.weirpool.app.demo.expected.NexmarkFigures.Person;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Queries about windows of ten seconds: 5, 7, 8, 11, 12. */
final class WindowFigures {
    private static final int SIZE_SECONDS = 10;
    private static final int SLIDE_SECONDS = 2;

    private static final DateTimeFormatter TEXT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();

    private final NexmarkFigures all;

    WindowFigures(NexmarkFigures all) {
        this.all = all;
    }

    /** As PostgreSQL writes it. */
    static String text(LocalDateTime time) {
        return TEXT.format(time);
    }

    void addTo(Map<String, List<String>> views) {
        views.put("q5", hotItems());
        views.put("q7", highestBids());
        views.put("q8", newSellers());
        views.put("q11", sessions());
        views.put("q12", bidsPerWindow());
    }

    /** The last moment, of those whole in so many seconds, that is not after the given one. 60 is a multiple of all. */
    private static LocalDateTime start(LocalDateTime time, int seconds) {
        return time.withNano(0).withSecond(time.getSecond() / seconds * seconds);
    }

    private List<String> hotItems() {
        Map<LocalDateTime, Map<Long, Integer>> windows = new HashMap<>();
        for (Bid bid : all.bids) {
            LocalDateTime last = start(bid.time(), SLIDE_SECONDS);
            for (int back = 0; back < SIZE_SECONDS; back += SLIDE_SECONDS) {
                windows.computeIfAbsent(last.minusSeconds(back), start -> new HashMap<>())
                        .merge(bid.auction(), 1, Integer::sum);
            }
        }
        List<String> rows = new ArrayList<>();
        for (Map<Long, Integer> window : windows.values()) {
            int most = Collections.max(window.values());
            window.forEach((auction, count) -> {
                if (count == most) {
                    rows.add(auction + "|" + count);
                }
            });
        }
        return rows;
    }

    private List<String> highestBids() {
        Map<LocalDateTime, Long> highest = new HashMap<>();
        all.bids.forEach(bid -> highest.merge(start(bid.time(), SIZE_SECONDS), bid.price(), Math::max));
        Map<Long, List<Bid>> byPrice = all.bids.stream().collect(Collectors.groupingBy(Bid::price));
        List<String> rows = new ArrayList<>();
        highest.forEach((start, price) -> byPrice.getOrDefault(price, List.of()).stream()
                .filter(bid -> !bid.time().isBefore(start)
                        && !bid.time().isAfter(start.plusSeconds(SIZE_SECONDS))) // both ends, as BETWEEN has it
                .forEach(bid -> rows.add(String.join(
                        "|",
                        Long.toString(bid.auction()),
                        Long.toString(bid.price()),
                        Long.toString(bid.bidder()),
                        text(bid.time()),
                        bid.extra()))));
        return rows;
    }

    private List<String> newSellers() {
        Set<String> rows = new HashSet<>();
        for (Auction auction : all.auctions.values()) {
            Person seller = all.people.get(auction.seller());
            LocalDateTime start = start(auction.time(), SIZE_SECONDS);
            if (seller != null && start(seller.time(), SIZE_SECONDS).equals(start)) {
                rows.add(seller.id() + "|" + seller.name() + "|" + text(start));
            }
        }
        return List.copyOf(rows);
    }

    private List<String> sessions() {
        List<String> rows = new ArrayList<>();
        all.bids.stream().collect(Collectors.groupingBy(Bid::bidder)).forEach((bidder, bids) -> {
            List<LocalDateTime> times = bids.stream().map(Bid::time).sorted().toList();
            int first = 0;
            for (int i = 1; i <= times.size(); i++) {
                LocalDateTime end = times.get(i - 1).plusSeconds(SIZE_SECONDS);
                if (i == times.size() || !times.get(i).isBefore(end)) {
                    rows.add(bidder + "|" + (i - first) + "|" + text(times.get(first)) + "|" + text(end));
                    first = i;
                }
            }
        });
        return rows;
    }

    private List<String> bidsPerWindow() {
        record Group(long bidder, LocalDateTime start) {}
        Map<Group, Long> groups = all.bids.stream()
                .collect(Collectors.groupingBy(
                        bid -> new Group(bid.bidder(), start(bid.time(), SIZE_SECONDS)), Collectors.counting()));
        return groups.entrySet().stream()
                .map(entry -> entry.getKey().bidder() + "|" + entry.getValue() + "|"
                        + text(entry.getKey().start()) + "|"
                        + text(entry.getKey().start().plusSeconds(SIZE_SECONDS)))
                .toList();
    }
}
