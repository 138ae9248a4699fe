package io.weirpool.app.operate;

import io.weirpool.common.catalog.History;
import io.weirpool.common.catalog.History.Build;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.model.Name;
import io.weirpool.sql.Pipeline;
import io.weirpool.sql.plan.Placement;
import io.weirpool.sql.plan.ViewPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog becomes: what is untouched stays as it is and where it is; all new and replaced views are in one new
 * flow, so that they share reading their sources; what they replace goes on beside them.
 */
final class NextRevision {
    private final Revision current;
    private final int flow;
    private List<SourceFile> files;
    private List<Source> sources;
    private final List<View> views = new ArrayList<>();
    private final List<View> former = new ArrayList<>();
    private final List<Build> builds = new ArrayList<>();
    private final Map<String, Long> wantedSince = new HashMap<>();
    private final Set<View> stopped = new HashSet<>();
    private final Set<String> kept = new HashSet<>();
    private boolean remembers;

    private NextRevision(Revision current) {
        this.current = current;
        this.flow = lastFlow(current) + 1;
        this.files = current.files();
        this.sources = current.sources();
        this.former.addAll(current.history().former());
        this.builds.addAll(current.history().flows());
        this.wantedSince.putAll(current.history().wantedSince());
        this.kept.addAll(current.history().kept());
        this.remembers = current.changes() != null;
    }

    private static int lastFlow(Revision revision) {
        int used = revision.versions().stream().mapToInt(View::flow).max().orElse(0);
        return Math.max(used, revision.history().lastFlow());
    }

    /** The first version of every view, in one flow. */
    static Revision first(Name pipeline, List<SourceFile> files, Pipeline wanted) {
        return applied(Revision.empty(pipeline), files, wanted, Set.of(), BuildOptions.STANDARD, Map.of());
    }

    /**
     * Definitions in place of those the catalog holds.
     *
     * @param replaced names of views that are built anew
     * @param ends of the logs, by topic
     */
    static Revision applied(
            Revision current,
            List<SourceFile> files,
            Pipeline wanted,
            Set<String> replaced,
            BuildOptions options,
            Map<String, List<Long>> ends) {
        NextRevision next = new NextRevision(current);
        next.files = files;
        next.sources = sources(current, wanted);
        for (View view : current.views()) {
            if (replaced.contains(view.name().value())) {
                next.replace(view, plan(wanted, view.name()), wanted);
            } else if (Differences.find(wanted, view.name()).isPresent()) {
                next.views.add(view);
            } else {
                next.drop(view.name());
            }
        }
        for (ViewPlan plan : wanted.views()) {
            if (current.view(plan.name().value()).isEmpty()) {
                next.views.add(next.version(plan, wanted));
            }
        }
        return next.build(files, options, ends);
    }

    /**
     * The same definitions of some views, computed again from their logs.
     *
     * @param copied what is copied instead, of the one view that there is then; null when all is computed
     */
    static Revision replayed(
            Revision current,
            List<SourceFile> files,
            Pipeline definitions,
            Set<String> again,
            BuildOptions options,
            Map<String, List<Long>> ends,
            View.@Nullable Copied copied) {
        NextRevision next = new NextRevision(current);
        for (View view : current.views()) {
            if (again.contains(view.name().value())) {
                next.replace(view, plan(definitions, view.name()), definitions);
            } else {
                next.views.add(view);
            }
        }
        next.views.replaceAll(view -> view.flow() == next.flow ? view.withCopied(copied) : view);
        return next.build(files, options, ends);
    }

    /** Versions that run already, wanted again; those wanted now go on beside them. */
    static Revision returned(Revision current, List<View> again, BuildOptions options) {
        NextRevision next = new NextRevision(current);
        for (View view : current.views()) {
            View other = again.stream()
                    .filter(v -> v.name().equals(view.name()))
                    .findFirst()
                    .orElse(view);
            next.views.add(other);
            if (!other.equals(view)) {
                next.former.remove(other);
                next.former.add(view);
                next.remembers = true;
                next.wantedSince.put(view.name().value(), current.number() + 1);
                next.keep(other.flow(), options);
            }
        }
        return next.build(current.files(), options, Map.of());
    }

    /**
     * The same, with what the database says.
     *
     * @param retired versions that nobody needs any more
     * @param broken for which nothing is computed any more; they stay what they are
     * @param kept all that are warm, each as {@code <view>.v<n>}
     */
    static Revision tidied(Revision current, Set<View> retired, Set<View> broken, Collection<String> kept) {
        NextRevision next = new NextRevision(current);
        next.views.addAll(current.views());
        next.former.removeAll(retired);
        next.stopped.addAll(broken);
        next.kept.clear();
        next.kept.addAll(kept);
        next.remembers |= !broken.isEmpty();
        return next.build(current.files(), BuildOptions.STANDARD, Map.of());
    }

    private static List<Source> sources(Revision current, Pipeline wanted) {
        List<Source> sources = new ArrayList<>();
        for (Source before : current.sources()) {
            wanted.sources().stream()
                    .filter(source -> source.name().equals(before.name()))
                    .forEach(sources::add);
        }
        wanted.sources().stream()
                .filter(source -> current.source(source.name().value()).isEmpty())
                .forEach(sources::add);
        return sources;
    }

    private static ViewPlan plan(Pipeline pipeline, Name view) {
        return Differences.find(pipeline, view)
                .orElseThrow(() -> new IllegalStateException("the definitions have no view " + view));
    }

    private void replace(View view, ViewPlan plan, Pipeline definitions) {
        views.add(version(plan, definitions));
        former.add(view);
        wantedSince.put(view.name().value(), current.number() + 1);
        remembers = true;
    }

    private void drop(Name view) {
        former.removeIf(v -> v.name().equals(view));
        wantedSince.remove(view.value());
        remembers = true;
    }

    private void keep(int ofFlow, BuildOptions options) {
        builds.replaceAll(b -> b.flow() == ofFlow
                ? new Build(
                        ofFlow, b.files(), b.ends(), options.keep().toMillis(), b.recordsPerSecondMax(), b.retired())
                : b);
        if (builds.stream().noneMatch(b -> b.flow() == ofFlow)) {
            builds.add(new Build(
                    ofFlow, current.filesOf(ofFlow), Map.of(), options.keep().toMillis(), 0, List.of()));
        }
    }

    private Revision build(List<SourceFile> flowFiles, BuildOptions options, Map<String, List<Long>> ends) {
        long number = current.number() + 1;
        if (!remembers) {
            return new Revision(number, current.number(), current.pipeline(), files, sources, views);
        }
        List<View> running = new ArrayList<>(views);
        running.addAll(former);
        List<Build> needed = new ArrayList<>();
        running.stream()
                .map(View::flow)
                .distinct()
                .sorted()
                .forEach(used ->
                        needed.add(buildOf(used, flowFiles, options, ends).withRetired(retired(used, running))));
        Map<String, Integer> lastVersions = new HashMap<>(current.history().lastVersions());
        current.versions().forEach(v -> lastVersions.merge(v.name().value(), v.version(), Math::max));
        running.forEach(v -> lastVersions.merge(v.name().value(), v.version(), Math::max));
        int last = running.stream().mapToInt(View::flow).max().orElse(0);
        History history = new History(
                former, needed, wantedSince, lastVersions, Math.max(last, lastFlow(current)), keptOf(former, kept));
        return new Revision(number, current.number(), current.pipeline(), files, sources, views, history);
    }

    /** Those of {@code former} that are in {@code kept}, in order: the same catalog is the same bytes. */
    private static List<String> keptOf(List<View> former, Set<String> kept) {
        return former.stream()
                .map(View::versionedName)
                .filter(kept::contains)
                .sorted()
                .toList();
    }

    /** What was in the flow and is not computed any more. */
    private List<View> retired(int used, List<View> running) {
        Set<View> retired =
                new LinkedHashSet<>(current.build(used).map(Build::retired).orElse(List.of()));
        current.versions().stream()
                .filter(v -> v.flow() == used && (!running.contains(v) || stopped.contains(v)))
                .forEach(retired::add);
        return List.copyOf(retired);
    }

    private Build buildOf(int used, List<SourceFile> flowFiles, BuildOptions options, Map<String, List<Long>> ends) {
        if (used == flow) {
            return new Build(
                    flow, flowFiles, ends, options.keep().toMillis(), options.recordsPerSecondMax(), List.of());
        }
        return builds.stream()
                .filter(b -> b.flow() == used)
                .findFirst()
                .orElseGet(() -> new Build(used, current.filesOf(used), Map.of(), 0, 0, List.of()));
    }

    private View version(ViewPlan plan, Pipeline definitions) {
        boolean spread = Placement.hasHop(plan.plan(), plan.key());
        List<View.Input> inputs = Placement.sources(plan.plan()).stream()
                .map(name -> source(definitions, name))
                .map(source -> new View.Input(source.name(), source.partitions(), spread))
                .toList();
        // One task writes each partition. Without a hop these are the log's; with one, as many spread the work as well.
        int partitions = inputs.stream().mapToInt(View.Input::partitions).max().orElse(1);
        return new View(
                plan.name(),
                lastVersion(plan.name().value()) + 1,
                flow,
                plan.sql(),
                plan.columns(),
                plan.key(),
                plan.indexes(),
                partitions,
                inputs,
                plan.eventTime().options());
    }

    private int lastVersion(String name) {
        int running = current.versions().stream()
                .filter(v -> v.name().value().equals(name))
                .mapToInt(View::version)
                .max()
                .orElse(0);
        return Math.max(running, current.history().lastVersions().getOrDefault(name, 0));
    }

    private static Source source(Pipeline definitions, Name name) {
        return definitions.sources().stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a plan scans " + name + ", which is no source"));
    }
}
