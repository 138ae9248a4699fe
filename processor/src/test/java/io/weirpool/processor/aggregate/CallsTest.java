package io.weirpool.processor.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.processor.state.CountingStore;
import io.weirpool.processor.state.MemoryStore;
import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.AggregateCall.Function;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallsTest {
    private static final SqlType BIGINT = SqlType.of(TypeKind.BIGINT);
    private static final SqlType NUMERIC = SqlType.of(TypeKind.DECIMAL);
    private static final RowType ROWS = RowType.of(
            Column.of("price", BIGINT.notNull()),
            Column.of("tip", BIGINT),
            Column.of("f", SqlType.of(TypeKind.BOOLEAN)));

    private static final AggregateCall ROW_COUNT = call(Function.COUNT, List.of(), BIGINT);

    private static AggregateCall call(Function function, List<Integer> columns, SqlType type) {
        return new AggregateCall(function, columns, false, OptionalInt.empty(), type);
    }

    private static AggregateCall filtered(Function function, int column, SqlType type) {
        return new AggregateCall(function, List.of(column), false, OptionalInt.of(2), type);
    }

    private static AggregateCall distinct(Function function, int column, SqlType type) {
        return new AggregateCall(function, List.of(column), true, OptionalInt.empty(), type);
    }

    private static int remembered(AggregateCall... calls) {
        return Calls.of(List.of(calls), ROWS, true).remembered().size();
    }

    @Test
    void whatIsNeverNullIsCountedByTheGroupsRows() {
        assertThat(remembered(ROW_COUNT, call(Function.COUNT, List.of(0), BIGINT)))
                .isZero();
        assertThat(remembered(call(Function.COUNT, List.of(1), BIGINT))).isOne();
        assertThat(remembered(call(Function.COUNT, List.of(0, 1), BIGINT))).isOne();
        assertThat(remembered(filtered(Function.COUNT, 0, BIGINT))).isOne();
        assertThat(remembered(distinct(Function.COUNT, 0, BIGINT))).isOne();
    }

    @Test
    void callsOfTheSameValuesHaveOneSum() {
        AggregateCall sum = call(Function.SUM, List.of(1), NUMERIC);
        AggregateCall average = call(Function.AVG, List.of(1), NUMERIC);
        AggregateCall count = call(Function.COUNT, List.of(1), BIGINT);
        assertThat(remembered(count, average, sum)).isOne();
        assertThat(remembered(sum, filtered(Function.AVG, 1, NUMERIC))).isEqualTo(2);
        assertThat(remembered(count, filtered(Function.AVG, 1, NUMERIC))).isEqualTo(2);
        assertThat(remembered(sum, call(Function.AVG, List.of(0), NUMERIC))).isEqualTo(2);
        assertThat(remembered(sum, distinct(Function.SUM, 1, NUMERIC))).isEqualTo(2);
        assertThat(remembered(average, call(Function.MAX, List.of(1), BIGINT))).isEqualTo(2);
    }

    @Test
    void distinctValuesThatNeverLeaveAreRememberedOnce() {
        AggregateCall count = distinct(Function.COUNT, 1, BIGINT);
        AggregateCall sum = distinct(Function.SUM, 1, NUMERIC);
        AggregateCall some = new AggregateCall(Function.COUNT, List.of(1), true, OptionalInt.of(2), BIGINT);
        assertThat(remembered(count, sum, some)).isOne();
        assertThat(remembered(count, distinct(Function.COUNT, 0, BIGINT))).isEqualTo(2);
        assertThat(Calls.of(List.of(count, sum, some), ROWS, false).remembered())
                .hasSize(3);
    }

    @Test
    void aDistinctValueIsWrittenWhenItIsNewUnderAFilter() {
        Calls calls = Calls.of(
                List.of(
                        distinct(Function.COUNT, 1, BIGINT),
                        distinct(Function.SUM, 1, NUMERIC),
                        new AggregateCall(Function.COUNT, List.of(1), true, OptionalInt.of(2), BIGINT)),
                ROWS,
                true);
        Call call = calls.remembered().get(0);
        CountingStore store = new CountingStore();
        Total before = call.newTotal(store);
        add(call, before, new Object[] {1L, 3L, false});
        add(call, before, new Object[] {1L, 3L, null});
        add(call, before, new Object[] {1L, null, true});
        assertThat(store.puts()).isOne();
        Total after = call.newTotal(store);
        after.load(new ByteInput(saved(before)));
        add(call, after, new Object[] {1L, 3L, true});
        add(call, after, new Object[] {1L, 4L, true});
        add(call, after, new Object[] {1L, 4L, true});
        assertThat(store.puts()).isEqualTo(3);
        assertThat(IntStream.range(0, 3).mapToObj(i -> calls.value(i, 6, List.of(after))))
                .containsExactly(2L, BigDecimal.valueOf(7), 2L);
    }

    private static void add(Call call, Total total, Object[] row) {
        Object value = call.argument(row);
        if (value != null) {
            Partial partial = call.newPartial();
            partial.add(value, 1);
            ByteOutput out = new ByteOutput(16);
            partial.write(out);
            total.merge(new ByteInput(out.toByteArray()));
        }
    }

    private static byte[] saved(Total total) {
        ByteOutput out = new ByteOutput(16);
        total.save(out);
        return out.toByteArray();
    }

    @Test
    void eachCallReadsItsOwnValue() {
        Calls calls = Calls.of(
                List.of(
                        call(Function.MAX, List.of(1), BIGINT),
                        call(Function.COUNT, List.of(1), BIGINT),
                        ROW_COUNT,
                        call(Function.AVG, List.of(1), NUMERIC),
                        call(Function.SUM, List.of(1), NUMERIC)),
                ROWS,
                true);
        List<Total> totals = calls.remembered().stream()
                .map(call -> call.newTotal(new MemoryStore()))
                .toList();
        for (Object tip : new Object[] {3L, null, 4L}) {
            Object[] row = {1L, tip, true};
            for (int i = 0; i < totals.size(); i++) {
                Object value = calls.remembered().get(i).argument(row);
                if (value != null) {
                    totals.get(i).add(value, 1);
                }
            }
        }
        assertThat(IntStream.range(0, calls.size()).mapToObj(i -> calls.value(i, 3, totals)))
                .containsExactly(4L, 2L, 3L, new BigDecimal("3.5000000000000000"), BigDecimal.valueOf(7));
    }
}
