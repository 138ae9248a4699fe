package io.weirpool.app.operate;

import io.weirpool.app.operate.Alteration.Kind;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Name;
import io.weirpool.sql.Pipeline;
import io.weirpool.sql.PipelineCompiler;
import io.weirpool.sql.plan.ViewPlan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes definitions what the catalog wants: compiles them, compares them with what is there, creates the logs of new
 * sources, and appends one revision. Up to the append nothing is visible to anybody; after it everything is.
 */
public final class Apply {
    private final Catalog catalog;

    public Apply(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * What was done.
     *
     * @param revision the catalog's number now
     * @param sources names of new ones
     * @param views names of new ones
     * @param replaced names of views that are built anew
     * @param dropped names of sources and views; the logs of the sources stay in Kafka
     */
    public record Applied(
            long revision, List<String> sources, List<String> views, List<String> replaced, List<String> dropped) {
        public Applied {
            sources = List.copyOf(sources);
            views = List.copyOf(views);
            replaced = List.copyOf(replaced);
            dropped = List.copyOf(dropped);
        }

        /** Where nothing was replaced or dropped. */
        public Applied(long revision, List<String> sources, List<String> views) {
            this(revision, sources, views, List.of(), List.of());
        }
    }

    /**
     * What applying would do.
     *
     * @param revision the catalog's number it was compared with
     * @param estimates of what each new or replaced view costs
     */
    public record Planned(long revision, ApplyPlan plan, Map<String, Estimate> estimates) {
        public Planned {
            estimates = Map.copyOf(estimates);
        }
    }

    /** What {@link #apply} would do now; changes nothing. */
    public Planned plan(Name pipeline, List<SourceFile> files) {
        return plan(pipeline, PipelineCompiler.compile(files));
    }

    /** The same for definitions that are compiled already. */
    public Planned plan(Name pipeline, Pipeline wanted) {
        Revision current = catalog.newest(pipeline);
        ApplyPlan plan = plan(current, pipeline, wanted);
        Map<String, List<Long>> ends = catalog.ends(
                pipeline,
                wanted.sources().stream()
                        .filter(source -> current.source(source.name().value()).isPresent())
                        .toList());
        Estimates estimates = new Estimates(current, pipeline, ends, catalog.bytes(pipeline));
        Map<String, Estimate> ofViews = new TreeMap<>();
        for (ViewPlan view : wanted.views()) {
            boolean built = plan.views().stream()
                    .anyMatch(a -> a.name().equals(view.name().value())
                            && (a.kind() == Kind.NEW || a.kind() == Kind.REPLACED));
            if (built) {
                ofViews.put(view.name().value(), estimates.of(view));
            }
        }
        return new Planned(current.number(), plan, ofViews);
    }

    /**
     * Applies all definitions of a pipeline, or none.
     *
     * @throws io.weirpool.sql.parse.DefinitionException when they do not compile
     * @throws WeirpoolException {@code DEFINITIONS_CHANGED} when a source would mean something else; {@code
     *     CATALOG_CONFLICT} when somebody else applied at the same time
     */
    public Applied apply(Name pipeline, List<SourceFile> files, BuildOptions options) {
        return apply(pipeline, files, PipelineCompiler.compile(files), options);
    }

    /**
     * The same for definitions that are compiled already.
     *
     * @param wanted what {@code files} compile to
     */
    public Applied apply(Name pipeline, List<SourceFile> files, Pipeline wanted, BuildOptions options) {
        return OnNewest.change(catalog, pipeline, current -> apply(current, pipeline, files, wanted, options));
    }

    private Applied apply(
            Revision current, Name pipeline, List<SourceFile> files, Pipeline wanted, BuildOptions options) {
        ApplyPlan plan = plan(current, pipeline, wanted);
        if (!plan.refusals().isEmpty()) {
            throw new WeirpoolException(ErrorCode.DEFINITIONS_CHANGED, String.join("\n", plan.refusals()));
        }
        if (plan.isNothing() && current.number() > 0) {
            return new Applied(current.number(), List.of(), List.of());
        }
        List<String> created = plan.sources(Kind.NEW);
        catalog.createLogs(
                pipeline,
                wanted.sources().stream()
                        .filter(source -> created.contains(source.name().value()))
                        .toList());
        Revision next = NextRevision.applied(
                current,
                files,
                wanted,
                Set.copyOf(plan.views(Kind.REPLACED)),
                options,
                catalog.ends(pipeline, wanted.sources()));
        catalog.append(next);
        TreeSet<String> dropped = new TreeSet<>(plan.sources(Kind.DROPPED));
        dropped.addAll(plan.views(Kind.DROPPED));
        return new Applied(
                next.number(), created, plan.views(Kind.NEW), plan.views(Kind.REPLACED), List.copyOf(dropped));
    }

    private static ApplyPlan plan(Revision current, Name pipeline, Pipeline wanted) {
        if (current.number() > 0 && !current.pipeline().equals(pipeline)) {
            throw new WeirpoolException(
                    ErrorCode.DEFINITIONS_CHANGED,
                    "the catalog holds pipeline %s, these definitions are of pipeline %s"
                            .formatted(current.pipeline(), pipeline));
        }
        return Differences.between(current, wanted);
    }
}
