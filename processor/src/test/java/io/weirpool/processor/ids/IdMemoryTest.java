package io.weirpool.processor.ids;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.processor.ids.IdMemory.Verdict;
import io.weirpool.processor.state.MemoryStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdMemoryTest {
    private static final long WINDOW = 1_000;
    private static final int TAIL = 8;

    private final MemoryStore store = new MemoryStore();
    private IdMemory memory = new IdMemory(store, WINDOW, TAIL);

    private Verdict claim(String id, long content, long millis) {
        return memory.claim(CommandId.of(id.getBytes(UTF_8)), content, millis);
    }

    private void restart() {
        memory.flush();
        memory = new IdMemory(store, WINDOW, TAIL);
    }

    @Test
    void secondIsARepeat() {
        claim("a", 1, 0);
        assertThat(claim("a", 1, 5)).isEqualTo(Verdict.REPEAT);
    }

    @Test
    void otherContentIsTold() {
        claim("a", 1, 0);
        assertThat(claim("a", 2, 5)).isEqualTo(Verdict.OTHER_CONTENT);
    }

    @Test
    void repeatDoesNotLengthenTheWindow() {
        claim("a", 1, 0);
        claim("a", 1, WINDOW - 1);
        assertThat(claim("a", 1, WINDOW)).isEqualTo(Verdict.FIRST);
    }

    @Test
    void whatWasNotFlushedIsForgotten() {
        claim("a", 1, 0);
        memory = new IdMemory(store, WINDOW, TAIL);
        assertThat(claim("a", 1, 1)).isEqualTo(Verdict.FIRST);
    }

    @Test
    void idsOfOneCommitAreOneValue() {
        for (int i = 0; i < TAIL - 1; i++) {
            claim("a" + i, 1, 0);
        }
        memory.flush();
        assertThat(store.size()).isEqualTo(1);
    }

    @Test
    void nothingIsWrittenWithoutIds() {
        memory.flush();
        assertThat(store.size()).isZero();
    }

    @Test
    void whatIsOlderThanTheWindowLeavesTheStore() {
        for (int i = 0; i < 5_000; i++) {
            claim("a" + i, 1, i);
            if (i % 3 == 0) {
                memory.flush();
            }
        }
        assertThat(store.size()).isLessThan(2 * (int) WINDOW / TAIL + TAIL);
    }

    /** Against a map that forgets nothing but what the window says. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void agreesWithAMapThroughFlushesAndRestarts(long seed) {
        Random random = new Random(seed);
        Map<String, long[]> model = new HashMap<>();
        long now = 0;
        for (int i = 0; i < 20_000; i++) {
            now += random.nextInt(3);
            String id = "id" + random.nextInt(1_500);
            long content = random.nextInt(10) == 0 ? 2 : 1;
            long[] before = model.get(id);
            Verdict expected = before == null || now - before[1] >= WINDOW
                    ? Verdict.FIRST
                    : before[0] == content ? Verdict.REPEAT : Verdict.OTHER_CONTENT;
            if (expected == Verdict.FIRST) {
                model.put(id, new long[] {content, now});
            }
            assertThat(claim(id, content, now)).as("%d: %s", i, id).isEqualTo(expected);
            if (random.nextInt(7) == 0) {
                memory.flush();
            }
            if (random.nextInt(200) == 0) {
                restart();
            }
        }
    }

    @Test
    void pagesOfALargeRunAreFound() {
        for (int i = 0; i < 3_000; i++) {
            claim("a" + i, i, 0);
        }
        restart();
        for (int i = 0; i < 3_000; i++) {
            assertThat(claim("a" + i, i, 1)).isEqualTo(Verdict.REPEAT);
        }
    }
}
