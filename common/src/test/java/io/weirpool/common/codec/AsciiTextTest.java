package io.weirpool.common.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Eight bytes at once are looked at as one after the other would be. */
class AsciiTextTest {
    @Test
    void everyByteEndsPlainTextOrNot() {
        for (int value = 0; value < 256; value++) {
            for (int place = 0; place < 16; place++) {
                byte[] text = "sixteen letters.".getBytes(UTF_8);
                text[place] = (byte) value;
                assertThat(AsciiText.end(text, 0, text.length))
                        .as("byte %d at %d", value, place)
                        .isEqualTo(isPlain((byte) value) ? text.length : place);
            }
        }
    }

    @Test
    void theFirstOfManyCounts() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            byte[] text = new byte[24];
            random.nextBytes(text);
            int from = random.nextInt(text.length);
            int kept = random.nextInt(text.length);
            Arrays.fill(text, 0, kept, (byte) 'a');
            int first = from;
            while (first < text.length && isPlain(text[first])) {
                first++;
            }
            int end = AsciiText.end(text, from, text.length);
            assertThat(end).isLessThanOrEqualTo(first);
            assertThat(end == first || text.length - end < Long.BYTES).isTrue();
        }
    }

    @Test
    void textIsAtAPlaceOrDiffersInAByte() {
        for (int length = 0; length <= 20; length++) {
            byte[] json = "{\"a\":[\"twenty letters and ten\"]}".getBytes(UTF_8);
            byte[] text = Arrays.copyOfRange(json, 3, 3 + length);
            assertThat(AsciiText.isAt(text, json, 3)).isTrue();
            for (int place = 0; place < length; place++) {
                byte[] other = json.clone();
                other[3 + place] ^= 1;
                assertThat(AsciiText.isAt(text, other, 3))
                        .as("byte %d of %d", place, length)
                        .isFalse();
            }
        }
    }

    private static boolean isPlain(byte b) {
        return b >= ' ' && b != '"' && b != '\\';
    }
}
