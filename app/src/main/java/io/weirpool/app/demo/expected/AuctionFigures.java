package io.weirpool.app.demo.expected;

import io.weirpool.app.demo.expected.NexmarkFigures.Auction;
import io.weirpool.app.demo.expected.NexmarkFigures.Bid;
import io.weirpool.app.demo.expected.NexmarkFigures.Person;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Queries about auctions and days: 2, 3, 4, 15, 19. */
final class AuctionFigures {
    private static final Set<String> STATES = Set.of("OR", "ID", "CA");
    private static final int FRACTION_DIGITS = 8;
    private static final int TOP = 10;
    private static final long LOW = 10_000;
    private static final long HIGH = 1_000_000;

    private final NexmarkFigures all;

    AuctionFigures(NexmarkFigures all) {
        this.all = all;
    }

    void addTo(Map<String, List<String>> views) {
        views.put("q2", selection());
        views.put("q3", localItems());
        views.put("q4", averageByCategory());
        views.put("q15", days());
        views.put("q19", topTen());
    }

    private List<String> selection() {
        return all.bids.stream()
                .filter(bid -> bid.auction() % 123 == 0)
                .map(bid -> bid.auction() + "|" + bid.price())
                .toList();
    }

    private List<String> localItems() {
        return all.auctions.values().stream()
                .filter(auction -> auction.category() == 10)
                .flatMap(auction -> Stream.ofNullable(all.people.get(auction.seller()))
                        .filter(seller -> STATES.contains(seller.state()))
                        .map(seller -> localItem(seller, auction)))
                .toList();
    }

    private static String localItem(Person seller, Auction auction) {
        return seller.name() + "|" + seller.city() + "|" + seller.state() + "|" + auction.id();
    }

    private List<String> averageByCategory() {
        Map<Auction, Long> highest = new TreeMap<>(Comparator.comparing(Auction::id));
        for (Bid bid : all.bids) {
            Auction auction = all.auctions.get(bid.auction());
            if (auction != null && auction.isOpen(bid.time())) {
                highest.merge(auction, bid.price(), Math::max);
            }
        }
        Map<Long, List<Long>> byCategory = highest.entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getKey().category(),
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return byCategory.entrySet().stream()
                .map(entry -> entry.getKey() + "|" + average(entry.getValue()))
                .toList();
    }

    private static String average(List<Long> values) {
        long sum = values.stream().mapToLong(Long::longValue).sum();
        return BigDecimal.valueOf(sum)
                .divide(BigDecimal.valueOf(values.size()), FRACTION_DIGITS, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private List<String> days() {
        return all.bids.stream().collect(Collectors.groupingBy(bid -> bid.time().toLocalDate())).entrySet().stream()
                .map(day -> day.getKey() + "|" + statistics(day.getValue()))
                .toList();
    }

    private static String statistics(List<Bid> bids) {
        List<List<Bid>> ranks = List.of(
                bids,
                bids.stream().filter(bid -> bid.price() < LOW).toList(),
                bids.stream()
                        .filter(bid -> bid.price() >= LOW && bid.price() < HIGH)
                        .toList(),
                bids.stream().filter(bid -> bid.price() >= HIGH).toList());
        return Stream.of(
                        ranks.stream().map(rank -> (long) rank.size()),
                        ranks.stream()
                                .map(rank -> rank.stream()
                                        .map(Bid::bidder)
                                        .distinct()
                                        .count()),
                        ranks.stream()
                                .map(rank -> rank.stream()
                                        .map(Bid::auction)
                                        .distinct()
                                        .count()))
                .flatMap(counts -> counts)
                .map(Objects::toString)
                .collect(Collectors.joining("|"));
    }

    private List<String> topTen() {
        Comparator<Bid> best = Comparator.comparing(Bid::price).reversed().thenComparing(Bid::time);
        return all.bids.stream().collect(Collectors.groupingBy(Bid::auction)).values().stream()
                .flatMap(bids -> ranked(bids.stream().sorted(best).limit(TOP).toList()))
                .toList();
    }

    private static Stream<String> ranked(List<Bid> best) {
        return Stream.iterate(0, i -> i + 1).limit(best.size()).map(i -> {
            Bid bid = best.get(i);
            return String.join(
                    "|",
                    Long.toString(bid.auction()),
                    Long.toString(bid.bidder()),
                    Long.toString(bid.price()),
                    bid.channel(),
                    bid.url(),
                    WindowFigures.text(bid.time()),
                    bid.extra(),
                    Integer.toString(i + 1));
        });
    }
}
