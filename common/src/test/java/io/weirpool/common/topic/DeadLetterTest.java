package io.weirpool.common.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.model.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    @Test
    void deadLetterComesBack() {
        for (byte[] payload : new byte[][] {
            "{\"a\": \"é\n\"}".getBytes(StandardCharsets.UTF_8), {}, {0}, {(byte) 0xFF, (byte) 0xC0, (byte) 0x80}, {1}
        }) {
            DeadLetter letter = letter("on_time.v1", Bytes.wrap(payload), "00-1-2-00");
            assertThat(DeadLetter.fromJson(letter.toJson())).isEqualTo(letter);
        }
        DeadLetter bare = letter(null, null, null);
        assertThat(DeadLetter.fromJson(bare.toJson())).isEqualTo(bare);
    }

    @Test
    void textCanBeReadAsItIs() {
        byte[] json = letter(null, Bytes.wrap("{\"a\":1}".getBytes(StandardCharsets.UTF_8)), null)
                .toJson();
        assertThat(new String(json, StandardCharsets.UTF_8)).contains("\"payload\":\"{\\\"a\\\":1}\"");
    }

    @Test
    void largePayloadIsCutAndAnyFitsTheTopic() {
        for (int filler : new int[] {'"', 1, 0xFF, '\n'}) {
            byte[] large = new byte[3 << 20];
            Arrays.fill(large, (byte) filler);
            DeadLetter letter = new DeadLetter(
                    "f.s/0/1", "s", 0, 1, null, "undecodable", "d", Bytes.wrap(large), Bytes.wrap(large), null, 1);
            assertThat(letter.payload()).isNotNull();
            assertThat(letter.payload().length()).isEqualTo(DeadLetter.PAYLOAD_BYTES_MAX);
            assertThat(letter.toJson()).hasSizeLessThan(DeadLetter.RECORD_BYTES_MAX);
            assertThat(DeadLetter.fromJson(letter.toJson())).isEqualTo(letter);
        }
    }

    @Test
    void otherBytesAreRefused() {
        assertThatThrownBy(() -> DeadLetter.fromJson("{}".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("a dead letter cannot be read: no \"id\"");
    }

    private static DeadLetter letter(String view, Bytes payload, String traceparent) {
        return new DeadLetter(
                "flights.s/0/12", "s", 0, 12, view, "undecodable", "no \"x\"", payload, payload, traceparent, 99);
    }
}
