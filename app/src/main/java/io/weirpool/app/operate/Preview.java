package io.weirpool.app.operate;

import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.model.Name;
import io.weirpool.processor.explain.Explanation;
import io.weirpool.processor.task.FlowPlan;
import io.weirpool.sql.Pipeline;
import io.weirpool.sql.PipelineCompiler;
import io.weirpool.sql.plan.ViewPlan;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How the work of views is laid out: of definitions, as if they were applied where nothing is yet, or of a flow that runs. */
public final class Preview {
    private Preview() {}

    /** How its work would be laid out. */
    public static Explanation explain(Name pipeline, List<SourceFile> files, Pipeline compiled) {
        Map<Name, ViewPlan> plans =
                compiled.views().stream().collect(Collectors.toMap(ViewPlan::name, Function.identity()));
        Revision revision = NextRevision.first(pipeline, files, compiled);
        FlowPlan flow = FlowPlan.of(pipeline, 1, revision.sources(), revision.views(), plans, Map.of());
        return Explanation.of(flow, plans);
    }

    /** How the work of a flow that runs is laid out. */
    public static Explanation explain(Revision revision, int flow) {
        Pipeline compiled = PipelineCompiler.compile(revision.filesOf(flow));
        Map<Name, ViewPlan> plans =
                compiled.views().stream().collect(Collectors.toMap(ViewPlan::name, Function.identity()));
        FlowPlan plan =
                FlowPlan.of(revision.pipeline(), flow, compiled.sources(), revision.viewsOf(flow), plans, Map.of());
        return Explanation.of(plan, plans);
    }
}
