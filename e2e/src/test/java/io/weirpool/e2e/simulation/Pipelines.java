package io.weirpool.e2e.simulation;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.model.Name;
import io.weirpool.processor.task.FlowPlan;
import io.weirpool.processor.task.Wanted;
import io.weirpool.sql.Pipeline;
import io.weirpool.sql.PipelineCompiler;
import io.weirpool.sql.plan.Placement;
import io.weirpool.sql.plan.ViewPlan;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Definitions as a flow that can be simulated. */
public final class Pipelines {
    private static final Name PIPELINE = new Name("p");

    private Pipelines() {}

    /**
     * All views of the definitions in one flow.
     *
     * @param partitions of every stage after a hop; a view without a hop has as many as its log
     */
    public static FlowPlan flow(String definitions, int partitions) {
        return flow(List.of(new SourceFile("all.sql", definitions)), partitions);
    }

    /** The same of many files. */
    public static FlowPlan flow(List<SourceFile> definitions, int partitions) {
        return flow(definitions, partitions, new Wanted());
    }

    /** The same for a catalog that goes on. */
    public static FlowPlan flow(List<SourceFile> definitions, int partitions, Wanted wanted) {
        return flow(definitions, partitions, wanted, view -> true);
    }

    /** A flow of one view; those that it reads are not in it. */
    static FlowPlan alone(String view, String definitions, int partitions) {
        List<SourceFile> files = List.of(new SourceFile("all.sql", definitions));
        return flow(files, partitions, new Wanted(), plan -> plan.name().value().equals(view));
    }

    private static FlowPlan flow(
            List<SourceFile> definitions, int partitions, Wanted wanted, Predicate<ViewPlan> ofFlow) {
        Pipeline compiled = PipelineCompiler.compile(definitions);
        List<View> views = compiled.views().stream()
                .filter(ofFlow)
                .map(plan -> view(plan, compiled, partitions))
                .toList();
        Map<Name, ViewPlan> plans =
                compiled.views().stream().collect(Collectors.toMap(ViewPlan::name, Function.identity()));
        return FlowPlan.of(PIPELINE, 1, compiled.sources(), views, plans, wanted, Map.of());
    }

    private static View view(ViewPlan plan, Pipeline pipeline, int partitions) {
        boolean spread = Placement.hasHop(plan.plan(), plan.key());
        List<View.Input> inputs = Placement.sources(plan.plan()).stream()
                .map(name -> source(pipeline, name))
                .map(source -> new View.Input(source.name(), source.partitions(), spread))
                .toList();
        int tasks = spread ? partitions : inputs.get(0).partitions();
        return new View(
                plan.name(),
                1,
                1,
                plan.sql(),
                plan.columns(),
                plan.key(),
                plan.indexes(),
                tasks,
                inputs,
                plan.eventTime().options());
    }

    private static Source source(Pipeline pipeline, Name name) {
        return pipeline.sources().stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
