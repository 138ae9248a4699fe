package io.weirpool.common.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Position;
import io.weirpool.common.model.Position.LogPartition;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {
    @Test
    void tokenIsTheFormThatSqlReads() {
        TreeMap<LogPartition, Long> offsets = new TreeMap<>();
        offsets.put(new LogPartition("flights.flight_event", 3), 77L);
        offsets.put(new LogPartition("flights.flight_event", 0), 124L);
        offsets.put(new LogPartition("flights.airport", 1), 5L);
        String token = new Receipt(new Position(offsets)).token();
        assertThat(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8))
                .isEqualTo("{\"flights.airport\":{\"1\":5},\"flights.flight_event\":{\"0\":124,\"3\":77}}");
        assertThat(token).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @MethodSource("io.weirpool.common.testing.Seeds#next")
    void tokenComesBack(long seed) {
        Random random = new Random(seed);
        TreeMap<LogPartition, Long> offsets = new TreeMap<>();
        for (int i = random.nextInt(20); i > 0; i--) {
            String name = random.nextInt(8) == 0 ? "\"\\é" : "p.s"; // no topic is called so, yet nothing else may break
            offsets.put(new LogPartition(name + random.nextInt(3), random.nextInt(64)), random.nextLong() >>> 1);
        }
        Receipt receipt = new Receipt(new Position(offsets));
        assertThat(Receipt.parse(receipt.token())).isEqualTo(receipt);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "3",
                "[]",
                "{",
                "{\"a\":1}",
                "{\"a\":{\"x\":1}}",
                "{\"a\":{\"0\":-1}}",
                "{\"a\":{\"0\":1.5}}",
                "{\"a\":{\"0\":\"1\"}}",
                "{\"a\":{\"99999999999\":1}}",
                "{\"a\":{\"0\":99999999999999999999}}",
                "{} {}",
                "{\"a\":{\"0\":1},\"a\":{}}",
                "{\"a\":{\"0\":1e999999999}}"
            })
    void anythingElseIsRefused(String json) {
        String token = Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        assertRefused(token);
    }

    @Test
    void textThatIsNoTokenIsRefused() {
        assertRefused("*");
        assertRefused("' or 1=1 --");
        assertRefused("e30".repeat(10_000));
    }

    private static void assertRefused(String token) {
        assertThatThrownBy(() -> Receipt.parse(token))
                .isInstanceOfSatisfying(
                        WeirpoolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RECEIPT_INVALID));
    }
}
