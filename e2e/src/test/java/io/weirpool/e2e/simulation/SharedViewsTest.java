package io.weirpool.e2e.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.View;
import io.weirpool.common.metrics.MetricNames;
import io.weirpool.processor.task.FlowPlan;
import io.weirpool.processor.task.ViewProgram;
import io.weirpool.processor.task.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Views over a view in one flow: what they have in common is done once, and each is what it is alone. */
class SharedViewsTest {
    private static final String ITEM =
            "CREATE TABLE item (id INTEGER NOT NULL, grp INTEGER, amount BIGINT, PRIMARY KEY (id));\n";
    private static final String TOTALS = "CREATE MATERIALIZED VIEW totals AS"
            + " SELECT grp, count(*) AS n, sum(amount) AS total FROM item GROUP BY grp;\n";
    private static final List<String> READERS = List.of(
            "CREATE MATERIALIZED VIEW large AS SELECT grp, total FROM totals WHERE n > 2;\n",
            "CREATE MATERIALIZED VIEW sizes AS SELECT n, count(*) AS groups, max(total) AS top FROM totals GROUP BY n;\n",
            "CREATE MATERIALIZED VIEW pairs AS SELECT a.grp AS one, b.grp AS other, a.total FROM totals a"
                    + " JOIN totals b ON a.n = b.n WHERE a.grp < b.grp;\n",
            "CREATE MATERIALIZED VIEW named AS SELECT i.id, t.n FROM item i LEFT JOIN totals t ON i.grp = t.grp;\n");
    private static final int PARTITIONS = 2;

    private final Wanted wanted = new Wanted();

    private FlowPlan plan(String views) {
        return Pipelines.flow(List.of(new SourceFile("all.sql", ITEM + views)), PARTITIONS, wanted);
    }

    private static void put(FlowPlan plan, SimulatedFlow flow, int id, Object grp, Object amount) {
        append(
                plan,
                flow,
                id,
                "{\"id\":%d,\"grp\":%s,\"amount\":%s}"
                        .formatted(id, grp, amount)
                        .getBytes(UTF_8));
    }

    private static void delete(FlowPlan plan, SimulatedFlow flow, int id) {
        append(plan, flow, id, null);
    }

    private static void append(FlowPlan plan, SimulatedFlow flow, int id, byte @Nullable [] value) {
        byte[] key = ("[" + id + "]").getBytes(UTF_8);
        int partitions = plan.sources().get("p.item").partitions();
        flow.append("p.item", Utils.toPositive(Utils.murmur2(key)) % partitions, key, value);
    }

    private static ViewProgram program(FlowPlan plan, String view) {
        return plan.programs().stream()
                .filter(p -> p.view().name().value().equals(view))
                .findFirst()
                .orElseThrow();
    }

    private static SimulatedFlow.ViewContents contents(FlowPlan plan, SimulatedFlow flow, String view) {
        ViewProgram program = program(plan, view);
        assertThat(flow.hasReachedEnds(program.view(), program.topic()))
                .as(view)
                .isTrue();
        return flow.contents(program.view(), program.topic());
    }

    /** The same commands for every flow with the same seed; tasks are aborted and started again. */
    private static SimulatedFlow history(FlowPlan plan, long seed) {
        Random commands = new Random(seed);
        SimulatedFlow flow =
                new SimulatedFlow(plan, new Random(seed + plan.programs().size()));
        for (int i = 0; i < 250; i++) {
            put(plan, flow, commands.nextInt(40), commands.nextInt(9), commands.nextInt(8));
            flow.run(2);
        }
        flow.settle();
        return flow;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void eachIsWhatItIsAlone(long seed) {
        FlowPlan together = plan(TOTALS + String.join("", READERS));
        SimulatedFlow all = history(together, seed);
        for (String reader : READERS) {
            String name = reader.split(" ")[3];
            FlowPlan alone = Pipelines.alone(name, ITEM + TOTALS + reader, PARTITIONS);
            assertThat(contents(together, all, name).rows())
                    .as(name)
                    .isNotEmpty()
                    .isEqualTo(contents(alone, history(alone, seed), name).rows());
        }
    }

    @Test
    void theViewThatIsReadCostsItsReadersNothing() {
        FlowPlan one = plan(TOTALS);
        FlowPlan many = plan(TOTALS
                + Stream.iterate(1, i -> i + 1)
                        .limit(9)
                        .map(i ->
                                "CREATE MATERIALIZED VIEW v" + i + " AS SELECT grp FROM totals WHERE n > " + i + ";\n")
                        .reduce("", String::concat));
        assertThat(many.hops()).isEqualTo(one.hops());
        assertThat(history(many, 7).stateEntries()).isEqualTo(history(one, 7).stateEntries());
    }

    @Test
    void eachReaderCountsWhatIsDoneForIt() {
        FlowPlan plan = plan(TOTALS + READERS.get(1));
        SimulatedFlow flow = history(plan, 3);
        double ofTotals = rows(flow, "totals", "0");
        assertThat(ofTotals).isPositive().isEqualTo(rows(flow, "sizes", "0"));
        assertThat(rows(flow, "sizes", "1")).isPositive();
    }

    private static double rows(SimulatedFlow flow, String view, String operator) {
        return flow.metrics()
                .get(MetricNames.OPERATOR_ROWS)
                .tag(MetricNames.TAG_VIEW, view)
                .tag(MetricNames.TAG_OPERATOR, operator)
                .tag(MetricNames.TAG_DIRECTION, MetricNames.DIRECTION_IN)
                .counter()
                .count();
    }

    @Test
    void whatIsSharedGoesOnWhileAnybodyReadsIt() {
        FlowPlan plan = plan(TOTALS + READERS.get(0) + READERS.get(1));
        SimulatedFlow flow = history(plan, 5);
        View totals = program(plan, "totals").view();
        long written = flow.written(totals, program(plan, "totals").topic());
        wanted.retire(List.of(totals));
        for (int id = 100; id < 104; id++) {
            put(plan, flow, id, 77, 5);
        }
        flow.settle();
        assertThat(contents(plan, flow, "large").rows()).contains("{\"grp\":77,\"total\":\"20\"}");
        assertThat(flow.written(totals, program(plan, "totals").topic())).isEqualTo(written);
        int entries = flow.stateEntries();
        double taken = rows(flow, "sizes", "0");
        wanted.retire(plan.programs().stream().map(ViewProgram::view).toList());
        put(plan, flow, 200, 200, 1);
        flow.settle();
        assertThat(rows(flow, "sizes", "0")).isEqualTo(taken);
        assertThat(flow.stateEntries()).isEqualTo(entries + 1); // the table's own row
    }

    @Test
    void aCommandThatTheViewThatIsReadCannotTakeIsADeadLetterOfEach() {
        FlowPlan plan = plan("""
                CREATE MATERIALIZED VIEW tenths AS SELECT grp, sum(10 / amount) AS t FROM item GROUP BY grp;
                CREATE MATERIALIZED VIEW named AS SELECT i.id, t.t FROM item i JOIN tenths t ON i.grp = t.grp;
                CREATE MATERIALIZED VIEW ids AS SELECT id, grp FROM item;
                """);
        SimulatedFlow flow = new SimulatedFlow(plan, new Random(1));
        put(plan, flow, 1, 1, 5);
        put(plan, flow, 2, 1, 0);
        flow.settle();
        assertThat(contents(plan, flow, "tenths").rows()).containsExactly("{\"grp\":1,\"t\":\"2\"}");
        assertThat(contents(plan, flow, "named").rows()).containsExactly("{\"id\":1,\"t\":\"2\"}");
        assertThat(contents(plan, flow, "ids").rows()).hasSize(2);
        List<String> letters = new ArrayList<>(flow.values("p.dead-letters", 1));
        assertThat(letters).hasSize(2);
        assertThat(letters).anyMatch(letter -> letter.contains("\"named.v1\""));
        assertThat(letters).anyMatch(letter -> letter.contains("\"tenths.v1\""));
    }

    @Test
    void anErrorBehindTheFirstStateIsOpenInEachUntilItComputesAgain() {
        FlowPlan plan = plan("""
                CREATE MATERIALIZED VIEW odd AS SELECT q, count(*) AS c FROM
                  (SELECT grp, 10 / (count(*) - 3) AS q FROM item GROUP BY grp) AS g GROUP BY q;
                CREATE MATERIALIZED VIEW reader AS SELECT c, count(*) AS qs FROM odd GROUP BY c;
                """);
        SimulatedFlow flow = new SimulatedFlow(plan, new Random(1));
        for (int id = 0; id < 3; id++) {
            put(plan, flow, id, 1, 1);
        }
        flow.settle();
        assertThat(contents(plan, flow, "odd").errors()).hasSize(1);
        assertThat(contents(plan, flow, "reader").errors()).hasSize(1);
        put(plan, flow, 3, 1, 1);
        flow.settle();
        assertThat(contents(plan, flow, "odd").errors()).isEmpty();
        assertThat(contents(plan, flow, "reader").errors()).isEmpty();
        assertThat(contents(plan, flow, "reader").rows()).containsExactly("{\"c\":1,\"qs\":1}");
    }

    /** A row without a value, mended, without one again, and deleted: in the reader as in the table of what it reads. */
    @Test
    void aRowThatTheViewThatIsReadHasNotIsInNoReader() {
        FlowPlan plan = plan("""
                CREATE MATERIALIZED VIEW tenths AS SELECT grp, count(*) AS n, 10 / sum(amount) AS t FROM item GROUP BY grp;
                CREATE MATERIALIZED VIEW grps AS SELECT grp FROM tenths;
                CREATE MATERIALIZED VIEW pairs AS SELECT a.grp AS one, b.grp AS other FROM grps a, grps b WHERE a.grp < b.grp;
                """);
        SimulatedFlow flow = new SimulatedFlow(plan, new Random(1));
        put(plan, flow, 1, 1, 5);
        List<Object> amounts = List.of(0, 2, 0);
        List<List<String>> pairs = List.of(List.of(), List.of("{\"one\":1,\"other\":2}"), List.of());
        for (int i = 0; i < amounts.size(); i++) {
            put(plan, flow, 2, 2, amounts.get(i));
            flow.settle();
            for (String view : List.of("tenths", "grps", "pairs")) {
                assertThat(contents(plan, flow, view).errors().isEmpty())
                        .as(view)
                        .isEqualTo(i % 2 == 1);
            }
            assertThat(contents(plan, flow, "tenths").rows()).hasSize(1 + i % 2);
            assertThat(contents(plan, flow, "grps").rows()).hasSize(1 + i % 2);
            assertThat(contents(plan, flow, "pairs").rows()).isEqualTo(pairs.get(i));
        }
        delete(plan, flow, 2);
        flow.settle();
        for (String view : List.of("tenths", "grps", "pairs")) {
            assertThat(contents(plan, flow, view).errors()).as(view).isEmpty();
        }
        assertThat(contents(plan, flow, "grps").rows()).containsExactly("{\"grp\":1}");
    }
}
