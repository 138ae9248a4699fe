package io.weirpool.processor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.model.Change;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.processor.state.MemoryStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BagViewTest {
    private static final RowCodec CODEC = RowCodec.of(
            RowType.of(Column.of("k", SqlType.of(TypeKind.INTEGER)), Column.of("v", SqlType.of(TypeKind.VARCHAR))));

    private final MemoryStore store = new MemoryStore();

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void bagCountsEqualRows(long seed) {
        Random random = new Random(seed);
        Map<List<Object>, Long> expected = new HashMap<>();
        Map<List<Object>, Long> shown = new HashMap<>();
        BagView bag = new BagView(
                CODEC,
                store,
                (hash, row, count) -> {
                    if (count == 0) {
                        shown.remove(List.of(row));
                    } else {
                        shown.put(List.of(row), count);
                    }
                },
                BagView.Order.NONE,
                Emission.OF_CHANGES);
        List<PartialBag> tasks = List.of(new PartialBag(CODEC, bag::merge), new PartialBag(CODEC, bag::merge));
        for (int step = 0; step < 300; step++) {
            Object[] row = row(random.nextInt(3), "v" + random.nextInt(3));
            boolean leaves = expected.getOrDefault(List.of(row), 0L) > 0 && random.nextInt(5) < 3;
            expected.merge(List.of(row), leaves ? -1L : 1L, (a, b) -> a + b == 0 ? null : a + b);
            // Coming and leaving are seen by different tasks, so that either can overtake the other.
            tasks.get(random.nextInt(2)).apply(leaves ? Change.minus(row) : Change.plus(row));
            if (random.nextInt(10) == 0) {
                tasks.get(random.nextInt(2)).flush();
                bag.flush();
            }
        }
        tasks.forEach(PartialBag::flush);
        bag.flush();
        assertThat(shown).isEqualTo(expected);
        assertThat(store.size()).isEqualTo(expected.size());
    }

    private static Object[] row(int key, String value) {
        return new Object[] {key, value};
    }
}
