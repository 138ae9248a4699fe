package io.weirpool.app.demo.nexmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NexmarkEventsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDateTime START = LocalDateTime.of(2015, 7, 15, 0, 0);
    private static final int EVENTS = 20_000;

    private final NexmarkEvents events = new NexmarkEvents(7, START, 1_000);
    private final Map<String, List<JsonNode>> made = events.between(0, EVENTS)
            .collect(Collectors.groupingBy(
                    NexmarkEvent::source, Collectors.mapping(NexmarkEventsTest::json, Collectors.toList())));

    private static JsonNode json(NexmarkEvent event) {
        try {
            return JSON.readTree(event.json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<JsonNode> all(String source) {
        return made.getOrDefault(source, List.of());
    }

    @Test
    void ofFiftyEventsOneIsAPersonThreeAreAuctionsTheRestBids() {
        assertThat(all("person")).hasSize(EVENTS / 50);
        assertThat(all("auction")).hasSize(EVENTS / 50 * 3);
        assertThat(all("bid")).hasSize(EVENTS / 50 * 46);
    }

    @Test
    void peopleAndAuctionsAreNumberedFromAThousandOn() {
        assertThat(ids("person"))
                .isEqualTo(IntStream.range(1_000, 1_000 + EVENTS / 50).boxed().toList());
        assertThat(ids("auction"))
                .isEqualTo(
                        IntStream.range(1_000, 1_000 + EVENTS / 50 * 3).boxed().toList());
    }

    private List<Integer> ids(String source) {
        return all(source).stream().map(event -> event.get("id").asInt()).toList();
    }

    @Test
    void anEventIsTheSameHoweverItIsAskedFor() {
        assertThat(events.event(12_345).json())
                .isEqualTo(new NexmarkEvents(7, START, 1_000)
                        .between(12_345, 12_346)
                        .findFirst()
                        .orElseThrow()
                        .json());
        assertThat(events.event(12_345).json())
                .isNotEqualTo(new NexmarkEvents(8, START, 1_000).event(12_345).json());
    }

    @Test
    void eventsHaveNothingInCommon() {
        assertThat(all("bid").stream()
                        .map(bid -> bid.get("extra").asText().substring(20, 30))
                        .filter(part -> all("bid").get(7).get("extra").asText().contains(part)))
                .hasSize(1);
    }

    @Test
    void timeGoesOnEvenly() {
        assertThat(events.event(0))
                .satisfies(first ->
                        assertThat(json(first).get("datetime").asText()).isEqualTo("2015-07-15T00:00:00.000"));
        assertThat(json(events.event(12_345)).get("datetime").asText()).isEqualTo("2015-07-15T00:00:12.345");
        assertThat(json(new NexmarkEvents(7, START, 3).event(10))
                        .get("datetime")
                        .asText())
                .isEqualTo("2015-07-15T00:00:03.333");
    }

    @Test
    void halfOfTheBidsAreOnTheHotAuctionAndThreeQuartersOfTheHotBidder() {
        assertThat(share("bid", bid -> bid.get("auction").asInt() % 100 == 0)).isBetween(0.48, 0.55);
        assertThat(share("bid", bid -> bid.get("bidder").asInt() % 100 == 1)).isBetween(0.73, 0.78);
        assertThat(share("auction", auction -> auction.get("seller").asInt() % 100 == 0))
                .isBetween(0.70, 0.80);
        assertThat(share("bid", bid -> !bid.get("channel").asText().startsWith("channel-")))
                .isBetween(0.47, 0.53);
        assertThat(share(
                        "bid",
                        bid -> !bid.get("channel").asText().startsWith("channel-")
                                || bid.get("url").asText().contains("&channel_id=")))
                .isBetween(0.93, 0.97);
    }

    @Test
    void everyPowerOfTenIsAsLikelyForAPrice() {
        for (long from = 100; from < 100_000_000; from *= 10) {
            long low = from;
            assertThat(share(
                            "bid",
                            bid -> bid.get("price").asLong() >= low
                                    && bid.get("price").asLong() < 10 * low))
                    .as("from %d", low)
                    .isBetween(0.15, 0.18);
        }
    }

    private double share(String source, Function<JsonNode, Boolean> property) {
        return all(source).stream().filter(property::apply).count()
                / (double) all(source).size();
    }

    @Test
    void auctionsExpireAfterTheyOpen() {
        assertThat(all("auction"))
                .allSatisfy(auction -> assertThat(
                                LocalDateTime.parse(auction.get("expires").asText()))
                        .isAfter(LocalDateTime.parse(auction.get("datetime").asText())));
    }

    @Test
    void recordsHaveTheSizesOfTheBenchmark() {
        Map<String, Double> sizes = events.between(0, EVENTS)
                .collect(Collectors.groupingBy(
                        NexmarkEvent::source, Collectors.averagingInt(event -> event.json().length)));
        assertThat(sizes.get("person")).isBetween(250.0, 350.0);
        assertThat(sizes.get("auction")).isBetween(550.0, 700.0);
        assertThat(sizes.get("bid")).isBetween(200.0, 320.0);
    }

    @Test
    void theSideInputHasKeysFromZeroOn() {
        assertThat(NexmarkEvents.sideInput(3)
                        .map(row -> new String(row.json(), java.nio.charset.StandardCharsets.UTF_8)))
                .containsExactly(
                        "{\"key\":0,\"value\":\"value-0\"}",
                        "{\"key\":1,\"value\":\"value-1\"}",
                        "{\"key\":2,\"value\":\"value-2\"}");
    }

    @Test
    void aRateBelowOneIsRefused() {
        assertThatThrownBy(() -> new NexmarkEvents(1, START, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
