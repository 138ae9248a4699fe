package io.weirpool.e2e.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.topic.DeadLetter;
import io.weirpool.processor.task.FlowPlan;
import io.weirpool.processor.task.Wanted;
import io.weirpool.sql.PipelineCompiler;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands of a source that has been declared wider, in a log whose flow has not been told yet. */
class WiderSourceTest {
    private static final String VIEW = "CREATE MATERIALIZED VIEW total AS SELECT count(*) AS n, sum(x) AS x FROM hit;";
    private static final String BEFORE = "CREATE STREAM hit (x INTEGER NOT NULL) WITH (partitions = '1');";
    private static final String WIDER = "CREATE STREAM hit (x INTEGER NOT NULL, y TEXT) WITH (partitions = '1');";
    private static final String WIDEST = "CREATE STREAM hit (x BIGINT NOT NULL, y TEXT) WITH (partitions = '1');";

    /** What the catalog says; the flow is told when it asks. */
    private String catalog = BEFORE;

    private int asked;
    private final Wanted wanted = new Wanted(this::tell);
    private final FlowPlan plan = Pipelines.flow(files(BEFORE), 1, wanted);

    private static List<SourceFile> files(String source) {
        return List.of(new SourceFile("all.sql", source + VIEW));
    }

    private CompletableFuture<Void> tell() {
        asked++;
        List<Source> sources = PipelineCompiler.compile(files(catalog)).sources();
        wanted.declare(sources);
        return CompletableFuture.completedFuture(null);
    }

    private static void append(SimulatedFlow flow, String json) {
        flow.append("p.hit", 0, null, json.getBytes(UTF_8));
    }

    private static List<String> codes(SimulatedFlow flow) {
        return flow.values("p.dead-letters", 1).stream()
                .map(json -> DeadLetter.fromJson(json.getBytes(UTF_8)))
                .map(letter -> letter.code() + " of " + letter.view())
                .toList();
    }

    private List<String> rows(SimulatedFlow flow) {
        View view = plan.programs().get(0).view();
        return flow.contents(view, plan.programs().get(0).topic()).rows();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aCommandThatIsAheadOfTheCatalogIsNoDeadLetter(long seed) {
        SimulatedFlow flow = new SimulatedFlow(plan, new Random(seed));
        append(flow, "{\"x\":1}");
        flow.settle();
        catalog = WIDER;
        append(flow, "{\"x\":2,\"y\":\"a\"}");
        flow.settle();
        catalog = WIDEST;
        append(flow, "{\"x\":3,\"y\":\"a\"}");
        append(flow, "{\"x\":5000000000}");
        flow.settle();

        assertThat(rows(flow)).containsExactly("{\"n\":3,\"x\":6}");
        assertThat(codes(flow)).as("goes when the version goes").containsExactly("row-invalid of total.v1");
    }

    @Test
    void whatNoDeclarationTakesIsADeadLetterAndTheCatalogWasAskedBefore() {
        SimulatedFlow flow = new SimulatedFlow(plan, new Random(1));
        append(flow, "{\"x\":1,\"z\":1}");
        flow.settle();

        assertThat(asked).isPositive();
        assertThat(codes(flow)).containsExactly("undecodable of null");
    }

    @Test
    void commandsThatAreReadAskNobody() {
        SimulatedFlow flow = new SimulatedFlow(plan, new Random(1));
        append(flow, "{\"x\":1}");
        flow.settle();

        assertThat(asked).isZero();
    }
}
