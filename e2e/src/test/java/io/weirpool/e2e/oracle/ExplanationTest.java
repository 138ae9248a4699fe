package io.weirpool.e2e.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.e2e.simulation.Pipelines;
import io.weirpool.processor.explain.Explanation;
import io.weirpool.processor.explain.Explanation.Tree;
import io.weirpool.processor.explain.Step;
import io.weirpool.processor.task.FlowPlan;
import io.weirpool.processor.task.Hop;
import io.weirpool.processor.task.StageGroup;
import io.weirpool.processor.task.ViewProgram;
import io.weirpool.sql.PipelineCompiler;
import io.weirpool.sql.plan.ViewPlan;
import java.nio.file.Files;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code check --explain} draws is what runs: as many operators at each level, and hops between the same levels. */
class ExplanationTest {
    @Test
    void ofNexmark() throws Exception {
        check(Files.readString(NexmarkTest.EXAMPLE.resolve("sources.sql"))
                + Files.readString(NexmarkTest.EXAMPLE.resolve("views.sql")));
    }

    @Test
    void ofTpch() {
        check(Suite.resource("suites/tpch.sql"));
    }

    private static void check(String definitions) {
        Script script = Script.of(definitions);
        FlowPlan flow = Pipelines.flow(script.definitions(), 4);
        Explanation explanation = Explanation.of(
                flow,
                PipelineCompiler.compile(script.definitions()).views().stream()
                        .collect(Collectors.toMap(ViewPlan::name, Function.identity())));

        TreeSet<Hop> hops = new TreeSet<>();
        for (int i = 0; i < flow.programs().size(); i++) {
            ViewProgram program = flow.programs().get(i);
            Tree tree = explanation.views().get(i);
            Map<Integer, Integer> drawn = new TreeMap<>();
            walk(tree.table(), program.view().partitions(), drawn, hops);
            Map<Integer, Integer> run = new TreeMap<>();
            for (StageGroup group : flow.groups()) {
                run.merge(group.level(), program.operatorsIn(group), Integer::sum);
            }
            run.values().removeIf(count -> count == 0);
            assertThat(drawn).as(program.view().name().value()).isEqualTo(run);
        }
        assertThat(hops).isEqualTo(flow.hops());
    }

    private static void walk(Step step, int partitions, Map<Integer, Integer> operators, TreeSet<Hop> hops) {
        boolean keeps = step.kind() == Step.Kind.OPERATOR || step.kind() == Step.Kind.TABLE;
        if (keeps && step.stage().isPresent()) {
            operators.merge(step.level(), 1, Integer::sum);
        }
        if (step.kind() == Step.Kind.HOP) {
            hops.add(new Hop(step.inputs().get(0).level(), step.level(), partitions));
        }
        step.inputs().forEach(input -> walk(Objects.requireNonNull(input), partitions, operators, hops));
    }
}
