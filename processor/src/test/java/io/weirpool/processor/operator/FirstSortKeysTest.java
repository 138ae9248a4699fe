package io.weirpool.processor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.codec.ByteOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FirstSortKeysTest {
    static LongStream seeds() {
        return OperatorRun.seeds();
    }

    private static ByteOutput written(byte[] bytes) {
        ByteOutput out = new ByteOutput(4);
        out.writeBytes(bytes);
        return out;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void thoseUpToTheLastAreNotBeyondNorAreItsPeers(long seed) {
        Random random = new Random(seed);
        int count = 1 + random.nextInt(6);
        FirstSortKeys first = new FirstSortKeys(count);
        List<byte[]> all = new ArrayList<>();
        List<byte[]> taken = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            byte[] key = new byte[1 + random.nextInt(2)];
            random.nextBytes(key);
            key[0] &= 0x7;
            all.add(key);
            byte[] same = first.add(written(key));
            if (same != null) {
                taken.add(same);
            }
        }
        all.sort(Arrays::compareUnsigned);
        byte[] last = all.get(count - 1);
        taken.removeIf(key -> first.isBeyond(key, key.length));
        taken.sort(Arrays::compareUnsigned);

        assertThat(taken)
                .usingElementComparator(Arrays::compareUnsigned)
                .containsExactlyElementsOf(all.stream()
                        .filter(key -> Arrays.compareUnsigned(key, last) <= 0)
                        .toList());
    }

    @Test
    void ofNoneAllAreBeyond() {
        assertThat(new FirstSortKeys(0).add(written(new byte[] {0}))).isNull();
    }

    @Test
    void whileThereAreFewerNoneIs() {
        FirstSortKeys first = new FirstSortKeys(2);

        assertThat(first.add(written(new byte[] {9}))).containsExactly(9);
        assertThat(first.isBeyond(new byte[] {10}, 1)).isFalse();
        assertThat(first.add(written(new byte[] {8}))).containsExactly(8);
        assertThat(first.isBeyond(new byte[] {10}, 1)).isTrue();
        assertThat(first.isBeyond(new byte[] {9}, 1)).isFalse();
    }
}
