package io.weirpool.processor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.SortKey;
import io.weirpool.sql.plan.WindowCall;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sessions that are given up are those that nothing can join, and all of them. */
class OpenSessionsTest {
    private static final SqlType TIME = SqlType.of(TypeKind.TIMESTAMP);
    private static final RowType ROWS = RowType.of(Column.of("p", SqlType.of(TypeKind.VARCHAR)), Column.of("t", TIME));
    private static final int T = 1;
    private static final long GAP = 5;
    private static final Plan.Window PLAN = new Plan.Window(
            new Plan.Scan(new Name("s"), List.of(0, 1), ROWS, true),
            List.of(0),
            List.of(new SortKey(T, false, false)),
            List.of(new WindowCall.Session(T, GAP, false, TIME), new WindowCall.Session(T, GAP, true, TIME)),
            RowType.of(
                    Column.of("p", SqlType.of(TypeKind.VARCHAR)),
                    Column.of("t", TIME),
                    Column.of("window_start", TIME),
                    Column.of("window_end", TIME)));

    static LongStream seeds() {
        return OperatorRun.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void givingUpChangesNoAnswer(long seed) {
        Random random = new Random(seed);
        OperatorRun keeping = new OperatorRun(PLAN);
        OperatorRun closing = new OperatorRun(PLAN);
        long below = 0;
        for (int i = 0; i < 200; i++) {
            Object[] row = {"p" + random.nextInt(3), below + random.nextInt(20)};
            keeping.plus(0, row);
            closing.plus(0, row);
            if (random.nextInt(4) == 0) {
                below += random.nextInt(8);
                closing.close(TIME, below);
            }
            if (random.nextInt(10) == 0) {
                closing.flush().restart();
            }
        }
        keeping.flush();
        closing.flush();
        assertThat(closing.output()).isEqualTo(keeping.output());
        assertThat(closing.store.size()).isLessThan(keeping.store.size());
    }

    @Test
    void sessionIsGivenUpWhenTheGapIsPast() {
        OperatorRun run = new OperatorRun(PLAN);
        run.plus(0, "a", 1L).plus(0, "a", 4L).plus(0, "a", 9L).plus(0, "b", 5L);
        run.close(TIME, 8);
        int before = run.store.size();
        run.close(TIME, 9);
        int toFour = run.store.size();
        run.plus(0, "b", 9L);
        run.close(TIME, 10);
        int longer = run.store.size();
        run.close(TIME, 13);
        int notYet = run.store.size();
        run.close(TIME, 14);
        assertThat(before).isEqualTo(4);
        assertThat(toFour).as("the session to 4 of a is past").isEqualTo(2);
        assertThat(longer).as("that of b has gone on").isEqualTo(3);
        assertThat(notYet).isEqualTo(3);
        assertThat(run.store.size()).isZero();
    }

    @Test
    void manySessionsAreLookedAtWhenAGapHasGoneBy() {
        OperatorRun run = new OperatorRun(PLAN);
        for (int i = 0; i < 2_000; i++) {
            run.plus(0, "p" + i, 1L + i % 2);
        }
        run.close(TIME, 5);
        int before = run.store.size();
        run.close(TIME, 6);
        int tooSoon = run.store.size();
        run.close(TIME, 10);
        assertThat(before).isEqualTo(2_000);
        assertThat(tooSoon).isEqualTo(2_000);
        assertThat(run.store.size()).isZero();
    }
}
