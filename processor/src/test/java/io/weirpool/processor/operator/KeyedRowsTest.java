package io.weirpool.processor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.processor.operator.KeyedRows.Count;
import io.weirpool.processor.state.MemoryStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyedRowsTest {
    private static final RowCodec CODEC = RowCodec.of(
            RowType.of(Column.of("k", SqlType.of(TypeKind.INTEGER)), Column.of("v", SqlType.of(TypeKind.VARCHAR))));

    private final MemoryStore store = new MemoryStore();
    private final KeyedRows rows = new KeyedRows(store, CODEC);

    private static Object[] row(int number) {
        return new Object[] {number, "v" + number};
    }

    private static byte[] key(int number) {
        return new byte[] {7, (byte) number};
    }

    private Map<List<Object>, Count> under(int key) {
        Map<List<Object>, Count> found = new HashMap<>();
        rows.forEach(
                key(key),
                (row, count) -> assertThat(found.put(List.of(row), count)).isNull());
        return found;
    }

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsUnderAKeyIsWhatWasPut(long seed) {
        Random random = new Random(seed);
        Map<Integer, Map<List<Object>, Count>> expected = new HashMap<>(Map.of(0, new HashMap<>(), 1, new HashMap<>()));
        int different = random.nextBoolean() ? 4 : 40; // together only, or also each by itself
        for (int step = 0; step < 1_000; step++) {
            int key = random.nextInt(2);
            Object[] row = row(random.nextInt(different));
            Count count = new Count(random.nextInt(3) - 1, random.nextInt(3));
            assertThat(rows.get(key(key), row)).isEqualTo(expected.get(key).getOrDefault(List.of(row), Count.NONE));
            rows.put(key(key), row, count);
            if (count.weight() == 0) {
                expected.get(key).remove(List.of(row));
            } else {
                expected.get(key).put(List.of(row), count);
            }
            assertThat(under(key)).isEqualTo(expected.get(key));
        }
        expected.forEach((key, ofKey) -> ofKey.keySet().forEach(row -> rows.put(key(key), row.toArray(), Count.NONE)));
        assertThat(store.size()).isZero();
    }

    @Test
    void fewRowsAreOneEntry() {
        for (int i = 0; i < 8; i++) {
            rows.add(key(1), row(i), 2);
        }
        assertThat(store.size()).isEqualTo(1);
        rows.add(key(1), row(8), 2);
        assertThat(store.size()).isEqualTo(10);
    }

    @Test
    void longRowsStandByThemselvesSooner() {
        for (int i = 0; i < 3; i++) {
            rows.add(key(1), new Object[] {i, "x".repeat(500)}, 1);
        }
        assertThat(store.size()).isEqualTo(4);
        assertThat(under(1)).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theVisitorMayChangeTheRowItIsGiven(long seed) {
        int size = (int) seed;
        for (int i = 0; i < size; i++) {
            rows.add(key(1), row(i), 1);
        }
        rows.forEach(key(1), (row, count) -> rows.put(key(1), row, new Count(count.weight(), (Integer) row[0] + 1)));
        Map<List<Object>, Count> expected = new HashMap<>();
        for (int i = 0; i < size; i++) {
            expected.put(List.of(row(i)), new Count(1, i + 1));
        }
        assertThat(under(1)).isEqualTo(expected);
    }
}
