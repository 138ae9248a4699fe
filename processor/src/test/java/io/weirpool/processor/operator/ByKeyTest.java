package io.weirpool.processor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.model.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByKeyTest {
    private final ByKey<Integer> map = new ByKey<>();
    private final ByteOutput buffer = new ByteOutput(16);

    private ByteOutput written(byte... key) {
        buffer.reset();
        buffer.writeBytes(key);
        return buffer;
    }

    @Test
    void holdsWhatAMapHoldsInItsOrder() {
        Random random = new Random(7);
        Map<Bytes, Integer> expected = new LinkedHashMap<>();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 5_000; i++) {
                byte[] key = new byte[random.nextInt(20)];
                random.nextBytes(key);
                if (key.length > 0) {
                    key[0] &= 3; // so that some come again
                }
                Integer known = map.get(written(key));
                assertThat(known).isEqualTo(expected.get(Bytes.wrap(key)));
                if (known == null) {
                    map.put(buffer, i);
                    expected.put(Bytes.wrap(key), i);
                }
            }
            List<Map.Entry<Bytes, Integer>> entries = new ArrayList<>();
            map.forEach((key, value) -> entries.add(Map.entry(Bytes.wrap(key), value)));
            assertThat(entries).containsExactlyElementsOf(expected.entrySet());
            assertThat(map.size()).isEqualTo(expected.size());
            map.clear();
            expected.clear();
        }
        assertThat(map.size()).isZero();
    }

    @Test
    void aKeyIsNotTheBeginningOfAnother() {
        map.put(written((byte) 1, (byte) 2), 12);

        assertThat(map.get(written((byte) 1))).isNull();
        assertThat(map.get(written((byte) 1, (byte) 2, (byte) 0))).isNull();
        assertThat(map.get(written((byte) 1, (byte) 2))).isEqualTo(12);
    }
}
