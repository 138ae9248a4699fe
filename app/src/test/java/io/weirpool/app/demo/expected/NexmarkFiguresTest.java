package io.weirpool.app.demo.expected;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Figures of a handful of events, which a person can check. */
class NexmarkFiguresTest {
    private static final Map<String, List<String>> FIGURES = NexmarkFigures.of(Stream.of(
            person(1, "OR", "00:00:01"),
            person(2, "WA", "00:00:02"),
            auction(123, 1, 10, "00:00:03", "00:00:30"),
            auction(124, 2, 10, "00:00:12", "00:00:13"),
            bid(123, 1, 500, "00:00:04"),
            bid(123, 1, 700, "00:00:13.999"),
            bid(123, 2, 20_000, "00:00:24"),
            bid(123, 2, 90_000, "00:00:30.001"), // too late
            bid(124, 1, 700, "00:00:12.5"))); // 10 s before the end of a session that goes on

    private static Map.Entry<String, byte[]> person(int id, String state, String time) {
        return Map.entry(
                "person",
                "{\"id\": %d, \"name\": \"n%d\", \"city\": \"c\", \"state\": \"%s\", \"datetime\": \"2015-07-15T%s\"}"
                        .formatted(id, id, state, time)
                        .getBytes(UTF_8));
    }

    private static Map.Entry<String, byte[]> auction(int id, int seller, int category, String time, String expires) {
        return Map.entry(
                "auction",
                ("{\"id\": %d, \"seller\": %d, \"category\": %d, \"datetime\": \"2015-07-15T%s\","
                                + " \"expires\": \"2015-07-15T%s\"}")
                        .formatted(id, seller, category, time, expires)
                        .getBytes(UTF_8));
    }

    private static Map.Entry<String, byte[]> bid(int auction, int bidder, int price, String time) {
        return Map.entry(
                "bid",
                ("{\"auction\": %d, \"bidder\": %d, \"price\": %d, \"channel\": \"k\", \"url\": \"u\","
                                + " \"datetime\": \"2015-07-15T%s\", \"extra\": \"e\"}")
                        .formatted(auction, bidder, price, time)
                        .getBytes(UTF_8));
    }

    private static List<String> rows(String view) {
        return FIGURES.getOrDefault(view, List.of());
    }

    @Test
    void filtersAndJoins() {
        assertThat(rows("q2")).containsExactlyInAnyOrder("123|500", "123|700", "123|20000", "123|90000");
        assertThat(rows("q3")).containsExactly("n1|c|OR|123");
        assertThat(rows("q4")).containsExactly("10|10350.00000000"); // of 20,000 and 700
    }

    @Test
    void windows() {
        assertThat(rows("q7"))
                .containsExactlyInAnyOrder(
                        "123|500|1|2015-07-15 00:00:04|e",
                        "123|700|1|2015-07-15 00:00:13.999|e",
                        "124|700|1|2015-07-15 00:00:12.5|e",
                        "123|20000|2|2015-07-15 00:00:24|e",
                        "123|90000|2|2015-07-15 00:00:30.001|e");
        assertThat(rows("q8")).containsExactly("1|n1|2015-07-15 00:00:00");
        assertThat(rows("q11"))
                .containsExactlyInAnyOrder(
                        "1|3|2015-07-15 00:00:04|2015-07-15 00:00:23.999",
                        "2|2|2015-07-15 00:00:24|2015-07-15 00:00:40.001");
        assertThat(rows("q12")).hasSize(4).contains("1|2|2015-07-15 00:00:10|2015-07-15 00:00:20");
        assertThat(rows("q5")).contains("123|2", "124|1");
    }

    @Test
    void statistics() {
        assertThat(rows("q15")).containsExactly("2015-07-15|5|3|2|0|2|1|1|0|2|2|1|0");
        assertThat(rows("q19"))
                .contains("124|1|700|k|u|2015-07-15 00:00:12.5|e|1", "123|1|500|k|u|2015-07-15 00:00:04|e|4");
    }
}
