package io.weirpool.processor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.model.Change;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.processor.state.CountingStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyedViewStateTest {
    private static final RowCodec CODEC = RowCodec.of(
            RowType.of(Column.of("k", SqlType.of(TypeKind.INTEGER)), Column.of("v", SqlType.of(TypeKind.VARCHAR))));
    private static final byte[] KEY = {1, 1, 0};

    private final CountingStore store = new CountingStore();
    private final List<Outcome> emitted = new ArrayList<>();
    private KeyedViewState keyed =
            new KeyedViewState(CODEC, store, (key, before, after) -> emitted.add(after), Emission.OF_CHANGES);

    static LongStream seeds() {
        return OperatorRun.seeds();
    }

    @Test
    void rowThatMovesBetweenTasksIsNeverATombstone() {
        keyed.apply(KEY, Change.plus(row(1, "old")));
        keyed.flush();
        keyed.apply(KEY, Change.plus(row(1, "new")));
        keyed.flush();
        keyed.apply(KEY, Change.minus(row(1, "old")));
        keyed.flush();
        assertThat(emitted).containsExactly(new Outcome.Present(row(1, "old")), new Outcome.Present(row(1, "new")));
    }

    @Test
    void removalBeforeTheArrivalLeavesTheRow() {
        keyed.apply(KEY, Change.minus(row(1, "old")));
        keyed.flush();
        keyed.apply(KEY, Change.plus(row(1, "new")));
        keyed.apply(KEY, Change.plus(row(1, "old")));
        keyed.flush();
        assertThat(emitted).containsExactly(new Outcome.Present(row(1, "new")));
    }

    @Test
    void lastRowThatLeavesIsATombstoneAndNoState() {
        keyed.apply(KEY, Change.plus(row(1, "a")));
        keyed.flush();
        keyed.apply(KEY, Change.minus(row(1, "a")));
        keyed.flush();
        assertThat(emitted.get(1)).isEqualTo(Outcome.absent());
        assertThat(store.size()).isZero();
    }

    @Test
    void rowThatIsReplacedByAnEqualOneIsNotEmitted() {
        keyed.apply(KEY, Change.plus(row(1, "a")));
        keyed.flush();
        emitted.clear();
        keyed.apply(KEY, Change.plus(row(1, "a")));
        keyed.flush();
        keyed.apply(KEY, Change.minus(row(1, "a")));
        keyed.flush();
        assertThat(emitted).isEmpty();
    }

    @Test
    void changedKeyCostsOneRead() {
        keyed.apply(KEY, Change.plus(row(1, "a")));
        keyed.flush();
        store.reads();
        keyed.apply(KEY, Change.minus(row(1, "a")));
        keyed.apply(KEY, Change.plus(row(1, "b")));
        keyed.flush();
        assertThat(store.reads()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void lastRowOfEachKeyIsShownInWhateverOrderItsChangesCome(long seed) {
        Random random = new Random(seed);
        Map<Integer, Outcome> shown = new HashMap<>();
        Map<Integer, Object[]> last = new HashMap<>();
        List<Change> changes = changes(random, last);
        restart(shown);
        for (Change change : changes) {
            keyed.apply(new byte[] {((Integer) change.row()[0]).byteValue()}, change);
            if (random.nextInt(4) == 0) {
                keyed.flush();
            }
            if (random.nextInt(10) == 0) {
                keyed.flush();
                restart(shown);
            }
        }
        keyed.flush();
        shown.values().removeIf(outcome -> outcome.equals(Outcome.absent()));
        Map<Integer, Outcome> expected = new HashMap<>();
        last.forEach((key, row) -> expected.put(key, new Outcome.Present(row)));
        assertThat(shown).isEqualTo(expected);
        assertThat(store.size()).isEqualTo(expected.size());
    }

    private void restart(Map<Integer, Outcome> shown) {
        keyed = new KeyedViewState(
                CODEC,
                store,
                (key, before, after) -> {
                    assertThat(before).isEqualTo(shown.getOrDefault((int) key[0], Outcome.absent()));
                    assertThat(after).isNotEqualTo(before);
                    shown.put((int) key[0], after);
                },
                Emission.OF_CHANGES);
    }

    /** Updates and deletes of a few keys; the two halves of an update come from two tasks, far apart. */
    private static List<Change> changes(Random random, Map<Integer, Object[]> last) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int key = random.nextInt(5);
            Object[] before = last.remove(key);
            if (before != null) {
                changes.add(random.nextInt(changes.size() + 1), Change.minus(before));
            }
            if (random.nextInt(4) > 0) {
                Object[] row = row(key, "v" + random.nextInt(4));
                last.put(key, row);
                changes.add(random.nextInt(changes.size() + 1), Change.plus(row));
            }
        }
        return changes;
    }

    private static Object[] row(int key, String value) {
        return new Object[] {key, value};
    }
}
