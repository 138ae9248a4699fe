package io.weirpool.sink.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.model.Bytes;
import org.junit.jupiter.api.Test;

class WrittenKeysTest {
    /** Three layers. */
    private static final int KEYS = 300_000;

    private static Bytes key(int number) {
        return Bytes.wrap(("[" + number + "]").getBytes(UTF_8));
    }

    @Test
    void aKeyThatWasAddedIsNeverNewAndAnotherNearlyAlwaysIs() {
        WrittenKeys keys = new WrittenKeys();
        int isNew = 0;
        for (int i = 0; i < KEYS; i++) {
            isNew += keys.add(key(i)) ? 1 : 0;
        }
        assertThat(isNew).isGreaterThan(KEYS * 97 / 100);
        for (int i = 0; i < KEYS; i++) {
            assertThat(keys.add(key(i))).isFalse();
        }
    }

    @Test
    void moreKeysThanItHasRoomForAreNotCalledNew() {
        WrittenKeys keys = new WrittenKeys();
        int isNew = 0;
        for (int i = 0; i < 5_000_000; i++) {
            isNew += keys.add(key(i)) ? 1 : 0;
        }
        assertThat(isNew).isBetween(4_300_000, 4_500_000);
    }
}
