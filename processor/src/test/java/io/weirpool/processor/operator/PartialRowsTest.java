package io.weirpool.processor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.model.Change;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.JoinKey;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartialRowsTest {
    private static final RowType ROWS =
            RowType.of(Column.of("k", SqlType.of(TypeKind.INTEGER)), Column.of("v", SqlType.of(TypeKind.VARCHAR)));

    private final List<String> arrived = new ArrayList<>();
    private final List<RowKeys> keys = List.of(RowKeys.of(join(), 0), RowKeys.of(join(), 1));
    private final ArrivingRows arriving = new ArrivingRows(
            new RowOperator() {
                @Override
                public void apply(int port, byte[] key, @Nullable Object[] row, long weight) {
                    assertThat(key).isEqualTo(keys.get(port).encode(row));
                    arrived.add(port + Arrays.toString(row) + weight);
                }

                @Override
                public void flush() {}
            },
            keys);
    private final PartialRows left = new PartialRows(0, keys.get(0), arriving::merge);
    private final PartialRows right = new PartialRows(1, keys.get(1), arriving::merge);

    @Test
    void equalRowsTravelOnceAndWhatCameAndWentNot() {
        left.apply(new Change(new Object[] {1, "a"}, 2));
        left.apply(Change.plus(new Object[] {1, "b"}));
        left.apply(Change.minus(new Object[] {1, "b"}));
        left.apply(Change.plus(new Object[] {1, "a"}));
        left.flush();
        right.apply(Change.minus(new Object[] {1, "c"}));
        right.flush();
        right.flush();
        assertThat(arrived).containsExactly("0[1, a]3", "1[1, c]-1");
    }

    @Test
    void rowsThatMatchNothingStayWhereTheyAre() {
        left.apply(Change.plus(new @Nullable Object[] {null, "a"}));
        left.flush();
        assertThat(arrived).isEmpty();
    }

    @Test
    void memoryIsBounded() {
        for (int i = 0; i < 10_000; i++) {
            left.apply(Change.plus(new Object[] {i, "a"}));
        }
        assertThat(arrived).hasSize(10_000);
    }

    @Test
    void whereNoRowMeetsAnEqualOneTheyAreSentAsTheyCome() {
        for (int i = 0; i < 4_096; i++) {
            left.apply(Change.plus(new Object[] {i, "a"}));
        }
        arrived.clear();
        left.apply(Change.plus(new Object[] {7, "b"}));
        left.apply(Change.minus(new Object[] {7, "b"}));
        assertThat(arrived).containsExactly("0[7, b]1", "0[7, b]-1");
    }

    private static Plan.Join join() {
        Plan.Scan scan = new Plan.Scan(new Name("s"), List.of(0, 1), ROWS, false);
        List<JoinKey> key = List.of(new JoinKey(0, 0, false));
        return new Plan.Join(scan, scan, JoinKind.INNER, key, Optional.empty(), ROWS);
    }
}
