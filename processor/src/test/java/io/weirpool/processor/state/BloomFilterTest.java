package io.weirpool.processor.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BloomFilterTest {
    /** Hashes of numbers: each number's are the same every time. */
    private static long[] hash(int number) {
        Random bits = new Random(number * 0x9E3779B97F4A7C15L);
        return new long[] {bits.nextLong(), bits.nextLong()};
    }

    private static boolean mayHave(BloomFilter filter, int number) {
        long[] hash = hash(number);
        return filter.mayHave(hash[0], hash[1]);
    }

    private static BloomFilter filled(int entries) {
        BloomFilter filter = new BloomFilter(entries);
        for (int i = 0; i < entries; i++) {
            long[] hash = hash(i);
            filter.add(hash[0], hash[1]);
        }
        return filter;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 33, 512, 20_000})
    void whatWasAddedMayBeThere(int entries) {
        BloomFilter filter = filled(entries);
        for (int i = 0; i < entries; i++) {
            assertThat(mayHave(filter, i)).isTrue();
        }
    }

    @Test
    void oneInAThousandOfOthersMayToo() {
        BloomFilter filter = filled(20_000);
        int passed = 0;
        for (int i = 20_000; i < 120_000; i++) {
            passed += mayHave(filter, i) ? 1 : 0;
        }
        assertThat(passed).isBetween(20, 250); // of 100,000
    }

    @Test
    void theEndsOfWhatAHashMayBeHavePlaces() {
        BloomFilter filter = filled(1_000);
        for (long end : new long[] {-1, 0, Long.MIN_VALUE}) {
            filter.add(end, end);
            assertThat(filter.mayHave(end, end)).isTrue();
        }
    }

    @Test
    void takesSixteenBitsForEach() {
        assertThat(BloomFilter.bytes(1 << 20)).isEqualTo(2 << 20);
    }
}
