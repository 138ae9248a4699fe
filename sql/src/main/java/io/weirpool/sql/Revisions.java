package io.weirpool.sql;

import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.sql.plan.Placement;
import io.weirpool.sql.plan.ViewPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * What the catalog is to hold after an apply. New sources and views are added; replacing and dropping are refused, with the
 * difference.
 */
public final class Revisions {
    private Revisions() {}

    /**
     * The next revision, or {@code current} itself when it already says all of this.
     *
     * <p>All new views form one new flow, so that they share reading their sources; the others keep version and flow.
     *
     * @param current what is applied now; its files are compiled again to compare meanings, not texts
     * @param files what {@code pipeline} was compiled from
     * @throws WeirpoolException {@code DEFINITIONS_CHANGED} when something applied is missing or different
     */
    public static Revision next(Revision current, List<SourceFile> files, Pipeline pipeline) {
        Pipeline applied = current.files().isEmpty()
                ? new Pipeline(List.of(), List.of())
                : PipelineCompiler.compile(current.files());
        List<String> differences = Differences.between(applied, pipeline);
        if (!differences.isEmpty()) {
            throw new WeirpoolException(
                    ErrorCode.DEFINITIONS_CHANGED,
                    "what is applied cannot be changed in place yet:\n  " + String.join("\n  ", differences));
        }
        boolean same = pipeline.sources().size() == current.sources().size()
                && pipeline.views().size() == current.views().size();
        if (same && current.number() > 0) {
            return current;
        }
        return new Revision(
                current.number() + 1,
                current.number(),
                current.pipeline(),
                files,
                pipeline.sources(),
                views(current, pipeline));
    }

    private static List<View> views(Revision current, Pipeline pipeline) {
        int newFlow = current.views().stream().mapToInt(View::flow).max().orElse(0) + 1;
        List<View> views = new ArrayList<>();
        for (ViewPlan plan : pipeline.views()) {
            views.add(current.view(plan.name().value()).orElseGet(() -> view(plan, newFlow, pipeline.sources())));
        }
        return views;
    }

    private static View view(ViewPlan plan, int flow, List<Source> sources) {
        boolean spread = Placement.hasHop(plan.plan(), plan.key());
        List<View.Input> inputs = Placement.sources(plan.plan()).stream()
                .flatMap(name -> sources.stream().filter(s -> s.name().equals(name)))
                .map(source -> new View.Input(source.name(), source.partitions(), spread))
                .toList();
        int partitions = inputs.stream().mapToInt(View.Input::partitions).max().orElseThrow();
        return new View(
                plan.name(), 1, flow, plan.sql(), plan.columns(), plan.key(), plan.indexes(), partitions, inputs);
    }
}
