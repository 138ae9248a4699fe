package io.weirpool.processor.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.View;
import io.weirpool.common.model.Name;
import io.weirpool.sql.Pipeline;
import io.weirpool.sql.PipelineCompiler;
import io.weirpool.sql.plan.ViewPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What views of a flow have in common is done once, unless a command that one of them cannot take would then be taken in part. */
class FlowGraphTest {
    private static final String SOURCES = """
            CREATE TABLE item (id INTEGER NOT NULL, grp INTEGER, amount BIGINT, PRIMARY KEY (id));
            CREATE STREAM bid (at TIMESTAMP NOT NULL, grp INTEGER, amount BIGINT, WATERMARK FOR at AS at - INTERVAL '5' SECOND);
            CREATE MATERIALIZED VIEW totals AS SELECT grp, count(*) AS n, sum(amount) AS total FROM item GROUP BY grp;
            """;

    private static FlowPlan flow(String views) {
        return flow(views, plan -> 2, List::copyOf);
    }

    private static FlowPlan flow(
            String views, Function<ViewPlan, Integer> partitions, Function<List<View>, List<View>> order) {
        Pipeline compiled = PipelineCompiler.compile(List.of(new SourceFile("a.sql", SOURCES + views)));
        Map<Name, ViewPlan> plans =
                compiled.views().stream().collect(Collectors.toMap(ViewPlan::name, Function.identity()));
        List<View> all = compiled.views().stream()
                .map(plan -> new View(
                        plan.name(),
                        1,
                        1,
                        plan.sql(),
                        plan.columns(),
                        plan.key(),
                        plan.indexes(),
                        partitions.apply(plan),
                        List.of(),
                        plan.eventTime().options()))
                .toList();
        return FlowPlan.of(new Name("p"), 1, compiled.sources(), order.apply(all), plans, Map.of());
    }

    /** Kinds of stages, each with the views it is part of. */
    private static List<String> stages(FlowPlan flow) {
        return flow.graph().nodes().stream()
                .map(node -> node.stage().getClass().getSimpleName() + " "
                        + node.readers().stream()
                                .map(reader -> reader.program().view().name().value())
                                .collect(Collectors.joining(" ")))
                .toList();
    }

    @Test
    void readersOfAViewHaveItsGroupsInCommon() {
        FlowPlan flow = flow("""
                CREATE MATERIALIZED VIEW large AS SELECT grp, total FROM totals WHERE n > 2;
                CREATE MATERIALIZED VIEW sizes AS SELECT n, count(*) AS groups FROM totals GROUP BY n;
                CREATE MATERIALIZED VIEW pairs AS SELECT a.grp AS one, b.grp AS other FROM totals a JOIN totals b ON a.n = b.n;
                """);
        assertThat(stages(flow))
                .containsExactly("Groups totals large sizes pairs", "Groups sizes", "Rows pairs", "Keyed pairs");
    }

    @Test
    void aLevelOfViewsMayReadAnother() {
        FlowPlan flow = flow("""
                CREATE MATERIALIZED VIEW sizes AS SELECT n, count(*) AS groups FROM totals GROUP BY n;
                CREATE MATERIALIZED VIEW few AS SELECT n FROM sizes WHERE groups < 3;
                """);
        assertThat(stages(flow)).containsExactly("Groups totals sizes few", "Groups sizes few");
    }

    @Test
    void itDoesNotMatterWhichViewComesFirst() {
        FlowPlan flow =
                flow("CREATE MATERIALIZED VIEW large AS SELECT grp FROM totals WHERE n > 2;", plan -> 2, views -> {
                    List<View> reversed = new ArrayList<>(views);
                    Collections.reverse(reversed);
                    return reversed;
                });
        assertThat(stages(flow)).containsExactly("Groups large totals");
    }

    @Test
    void viewsInOtherNumbersOfTasksHaveTheirOwn() {
        FlowPlan flow = flow(
                "CREATE MATERIALIZED VIEW large AS SELECT grp FROM totals WHERE n > 2;",
                plan -> plan.name().value().equals("large") ? 3 : 2,
                List::copyOf);
        assertThat(stages(flow)).containsExactly("Groups totals", "Groups large");
    }

    @Test
    void groupsThatAreFinalWhenTheyAreClosedAreNotThoseThatChange() {
        FlowPlan flow = flow("""
                CREATE MATERIALIZED VIEW seconds WITH (late = 'drop') AS
                  SELECT window_end, count(*) AS n FROM TABLE(TUMBLE(TABLE bid, DESCRIPTOR(at), INTERVAL '1' SECOND))
                  GROUP BY window_end;
                CREATE MATERIALIZED VIEW finished AS SELECT window_end, n FROM seconds EMIT FINAL;
                CREATE MATERIALIZED VIEW busy WITH (late = 'drop') AS SELECT window_end FROM seconds WHERE n > 3;
                """);
        assertThat(stages(flow)).contains("Groups seconds busy", "Groups finished");
    }

    /** The reader must not have the group's change without the row it joins it with, or the other way round. */
    @Test
    void aReaderThatMayFailOnTheSameLogHasItsOwn() {
        FlowPlan flow = flow("""
                CREATE MATERIALIZED VIEW shares AS
                  SELECT i.id, t.n FROM item i JOIN totals t ON 10 / i.amount = t.n;
                CREATE MATERIALIZED VIEW named AS SELECT i.id, t.n FROM item i JOIN totals t ON i.grp = t.grp;
                """);
        assertThat(stages(flow)).contains("Groups totals named", "Groups shares");
    }

    /** A stage would go on for a view that has its inputs elsewhere, and they would not. */
    @Test
    void aStageIsPartOfNoViewThatItsInputsAreNotPartOf() {
        FlowPlan flow = flow("""
                CREATE MATERIALIZED VIEW shares AS
                  SELECT i.id, o.c FROM item i JOIN (SELECT n, count(*) AS c FROM totals GROUP BY n) o
                  ON 10 / i.amount = o.n;
                CREATE MATERIALIZED VIEW sizes AS SELECT n, count(*) AS c FROM totals GROUP BY n;
                """);
        FlowGraph graph = flow.graph();
        for (Edge edge : graph.edges()) {
            if (edge.from() instanceof Edge.FromStage from) {
                assertThat(graph.node(from.stage()).programs())
                        .containsAll(graph.node(edge.stage()).programs());
            }
        }
    }

    /** What the view that is read cannot take is not taken by its readers either. */
    @Test
    void aViewThatMayFailOnALogIsRead() {
        FlowPlan flow = flow("""
                CREATE MATERIALIZED VIEW tenths AS SELECT grp, sum(10 / amount) AS t FROM item GROUP BY grp;
                CREATE MATERIALIZED VIEW named AS SELECT i.id, t.t FROM item i JOIN tenths t ON i.grp = t.grp;
                """);
        assertThat(stages(flow)).contains("Groups tenths named");
    }
}
