package io.weirpool.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.sql.plan.Plan;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.infra.Blackhole;

class StepsTest {
    private static final Blackhole HOLE = new Blackhole(
            "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.");

    @Test
    void eachStepDoesItsWorkAsOftenAsAsked() {
        AggregateSteps aggregate = new AggregateSteps();
        JsonSteps json = new JsonSteps();
        RowCodecSteps codec = new RowCodecSteps();
        ExpressionSteps expressions = new ExpressionSteps();
        List<Consumer<Blackhole>> steps = List.of(
                aggregate::beforeHop,
                aggregate::afterHop,
                json::read,
                json::readTwoColumns,
                json::write,
                codec::encode,
                codec::decode,
                expressions::filter,
                expressions::projection);

        steps.forEach(step -> {
            step.accept(HOLE);
            step.accept(HOLE);
        });
    }

    @Test
    void aFilterLeavesSomeRowsAndTakesOthers() {
        Bids bids = new Bids("SELECT auction, price FROM bid WHERE auction % 3 = 0");

        assertThat(bids.rows()).hasSize(Bids.COUNT);
        assertThat(bids.through(bids.plan(Plan.Calc.class)))
                .hasSizeBetween(Bids.COUNT / 10, Bids.COUNT / 2)
                .allSatisfy(row -> assertThat((Long) row[0] % 3).isZero());
    }
}
