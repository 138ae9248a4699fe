package io.weirpool.app.operate;

import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.model.Name;
import io.weirpool.sql.Pipeline;
import io.weirpool.sql.plan.Placement;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.ViewPlan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the catalog becomes when definitions are applied: what is there stays as it is, new sources and views are added,
 * all new views in one new flow, so that they share reading their sources.
 */
final class NextRevision {
    private final Revision current;
    private final Pipeline wanted;
    private final int flow;

    private NextRevision(Revision current, Pipeline wanted) {
        this.current = current;
        this.wanted = wanted;
        // Numbers of flows are never used again; none has been dropped, so the largest is the last.
        this.flow = current.views().stream().mapToInt(View::flow).max().orElse(0) + 1;
    }

    /**
     * The revision after {@code current}; empty when nothing is new.
     *
     * @param wanted differs from what {@code current} holds by additions only
     */
    static Optional<Revision> of(Revision current, Name pipeline, List<SourceFile> files, Pipeline wanted) {
        NextRevision next = new NextRevision(current, wanted);
        List<Source> sources = next.sources();
        List<View> views = next.views();
        if (current.number() > 0
                && sources.size() == current.sources().size()
                && views.size() == current.views().size()) {
            return Optional.empty();
        }
        return Optional.of(new Revision(current.number() + 1, current.number(), pipeline, files, sources, views));
    }

    private List<Source> sources() {
        List<Source> sources = new ArrayList<>(current.sources());
        wanted.sources().stream()
                .filter(source -> current.source(source.name().value()).isEmpty())
                .forEach(sources::add);
        return sources;
    }

    private List<View> views() {
        List<View> views = new ArrayList<>(current.views());
        wanted.views().stream()
                .filter(view -> current.view(view.name().value()).isEmpty())
                .map(this::firstVersion)
                .forEach(views::add);
        return views;
    }

    private View firstVersion(ViewPlan plan) {
        boolean spread = Placement.hasHop(plan.plan(), plan.key());
        List<View.Input> inputs = scanned(plan.plan()).stream()
                .map(this::source)
                .map(source -> new View.Input(source.name(), source.partitions(), spread))
                .toList();
        // One task writes each partition. Without a hop these are the log's; with one, as many spread the work as well.
        int partitions = inputs.stream().mapToInt(View.Input::partitions).max().orElse(1);
        return new View(
                plan.name(),
                1,
                flow,
                plan.sql(),
                plan.columns(),
                plan.key(),
                plan.indexes(),
                partitions,
                inputs,
                plan.eventTime().options());
    }

    private Source source(Name name) {
        return wanted.sources().stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a plan scans " + name + ", which is no source"));
    }

    private static Set<Name> scanned(Plan plan) {
        Set<Name> names = new LinkedHashSet<>();
        if (plan instanceof Plan.Scan scan) {
            names.add(scan.source());
        }
        plan.inputs().forEach(input -> names.addAll(scanned(input)));
        return names;
    }
}
