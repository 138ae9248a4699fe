package io.weirpool.app.operate;

import io.weirpool.app.query.VersionTable;
import io.weirpool.app.query.VersionTable.Reached;
import io.weirpool.app.query.VersionTable.Version;
import io.weirpool.common.catalog.History.Build;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Name;
import io.weirpool.sql.Pipeline;
import io.weirpool.sql.PipelineCompiler;
import io.weirpool.sql.plan.ViewPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Builds views anew from their logs, and goes back to the version before. Each is one revision of the catalog; who comes
 * second is told {@code CATALOG_CONFLICT}.
 */
public final class Versions {
    /** What is replaced stands still already, and cannot be gone back to. */
    private static final BuildOptions NOT_KEPT = new BuildOptions(Duration.ZERO, 0);

    /** Of an empty catalog. */
    private static final Name NONE = new Name("none");

    private final Catalog catalog;
    private final VersionTable table;
    private final LogTimes logs;

    /** @param logs of the pipeline's sources */
    public Versions(Catalog catalog, VersionTable table, KafkaLogTimes logs) {
        this.catalog = catalog;
        this.logs = logs;
        this.table = table;
    }

    /** What was done: the catalog's number now, and the versions that are wanted now and were not before. */
    public record Changed(long revision, List<View> views) {
        public Changed {
            views = List.copyOf(views);
        }
    }

    /**
     * Computes a view again from its logs, and every view over it; the definitions stay what they are.
     *
     * @throws WeirpoolException {@code NOT_FOUND}; {@code CATALOG_CONFLICT}
     */
    public Changed replay(String view, BuildOptions options) {
        return OnNewest.change(catalog, NONE, current -> replay(current, view, options));
    }

    /**
     * The same of the rows from a time on: those before it are copied from the live version.
     *
     * @throws WeirpoolException {@code NOT_FOUND}; {@code HISTORY_NOT_FINAL} with the reason why they might still change;
     *     {@code CATALOG_CONFLICT}
     */
    public Changed replay(String view, BuildOptions options, Instant from) {
        return OnNewest.change(catalog, NONE, current -> replay(current, view, options, from));
    }

    private Changed replay(Revision current, String view, BuildOptions options, Instant from) {
        View live = wanted(current, view);
        if (!isIn("live", live)) {
            throw notFinal("version %d of view %s is not live: there are no rows to copy", live.version(), view);
        }
        List<SourceFile> files = current.filesOf(live.flow());
        Pipeline definitions = PipelineCompiler.compile(files);
        Set<String> over = over(current, live.name(), definitions);
        if (!over.isEmpty()) {
            throw notFinal("views over view %s are built with it, whole: %s", view, String.join(", ", over));
        }
        Map<String, List<Long>> ends = catalog.ends(current.pipeline(), current.sources());
        ViewPlan plan = Differences.find(definitions, live.name()).orElseThrow();
        View.Copied copied = ReplayFrom.copied(current.pipeline(), live, plan, definitions, from, ends, logs);
        return append(current, NextRevision.replayed(current, files, definitions, Set.of(view), options, ends, copied));
    }

    private static WeirpoolException notFinal(String text, Object... values) {
        return new WeirpoolException(ErrorCode.HISTORY_NOT_FINAL, text.formatted(values));
    }

    /** Names of the views over it that are built on the same definitions. */
    private static Set<String> over(Revision current, Name view, Pipeline definitions) {
        return definitions.over(view).stream()
                .filter(plan -> isSame(current, plan.name(), definitions))
                .map(plan -> plan.name().value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Changed replay(Revision current, String view, BuildOptions options) {
        return replay(current, List.of(wanted(current, view)), options);
    }

    /** @param wanted of one flow */
    private Changed replay(Revision current, List<View> wanted, BuildOptions options) {
        List<SourceFile> files = current.filesOf(wanted.get(0).flow());
        Pipeline definitions = PipelineCompiler.compile(files);
        Set<String> again = new HashSet<>();
        for (View view : wanted) {
            again.add(view.name().value());
            again.addAll(over(current, view.name(), definitions));
        }
        List<Source> read = current.sources();
        Map<String, List<Long>> ends = catalog.ends(current.pipeline(), read);
        return append(current, NextRevision.replayed(current, files, definitions, again, options, ends, null));
    }

    /**
     * Builds every view anew whose state no processor that is there understands and none works on: a program of another
     * version has come to stay. Their tables are as they are until then.
     *
     * @param refused numbers of flows; those whose views are not wanted any more count nothing
     * @return what was asked for, a change a flow
     * @throws WeirpoolException {@code CATALOG_CONFLICT}
     */
    List<Changed> rebuild(Set<Integer> refused) {
        return refused.stream()
                .flatMap(flow -> OnNewest.change(catalog, NONE, current -> rebuild(current, flow)).stream())
                .toList();
    }

    private Optional<Changed> rebuild(Revision current, int flow) {
        List<View> wanted =
                current.views().stream().filter(view -> view.flow() == flow).toList();
        return wanted.isEmpty() ? Optional.empty() : Optional.of(replay(current, wanted, NOT_KEPT));
    }

    /**
     * Builds a view anew that was broken; the definitions stay what they are.
     *
     * @throws WeirpoolException {@code NOT_FOUND}; {@code NOTHING_TO_CHANGE} when it is not broken; {@code CATALOG_CONFLICT}
     */
    public Changed resume(String view, BuildOptions options) {
        View wanted = wanted(catalog.newest(NONE), view);
        if (!isIn("broken", wanted)) {
            throw nothing("version %d of view %s is not broken", wanted.version(), view);
        }
        return replay(view, options);
    }

    /** A view over the one that is replayed is built on its own definitions, or stays as it is. */
    private static boolean isSame(Revision current, Name view, Pipeline definitions) {
        Optional<View> wanted = current.view(view.value());
        return wanted.isPresent()
                && Differences.find(
                                PipelineCompiler.compile(
                                        current.filesOf(wanted.get().flow())),
                                view)
                        .filter(plan -> Differences.find(definitions, view)
                                .filter(other -> Differences.sameMeaning(plan, other))
                                .isPresent())
                        .isPresent();
    }

    /**
     * Goes back to the version before, which was kept up to date; with it the views that were replaced together with it.
     *
     * @throws WeirpoolException {@code NOT_FOUND}; {@code NOTHING_TO_CHANGE} when the view's newest version is not live
     *     yet, or none before it is warm; {@code CATALOG_CONFLICT}
     */
    public Changed rollback(String view, BuildOptions options) {
        return OnNewest.change(catalog, NONE, current -> rollback(current, view, options));
    }

    private Changed rollback(Revision current, String view, BuildOptions options) {
        View wanted = wanted(current, view);
        if (!isIn("live", wanted)) {
            throw nothing("version %d of view %s is not live yet: cancel it instead", wanted.version(), view);
        }
        return goBack(current, view, Set.of("warm"), options);
    }

    /**
     * Gives up a version that is being built, and those that were to go live with it; what is live stays.
     *
     * @throws WeirpoolException {@code NOT_FOUND}; {@code NOTHING_TO_CHANGE} when nothing of the view is being built;
     *     {@code CATALOG_CONFLICT}
     */
    public Changed cancel(String view) {
        return OnNewest.change(catalog, NONE, current -> cancel(current, view));
    }

    private Changed cancel(Revision current, String view) {
        View wanted = wanted(current, view);
        if (isIn("live", wanted)) {
            throw nothing("version %d of view %s is live, nothing is being built", wanted.version(), view);
        }
        if (isIn("broken", wanted)) {
            throw nothing("version %d of view %s is broken, nothing is being built", wanted.version(), view);
        }
        return goBack(current, view, Set.of("live", "broken"), BuildOptions.STANDARD);
    }

    /**
     * A version that is not retired.
     *
     * @param done records of the logs its table holds the effects of
     * @param records of those logs when the version was asked for; at least {@code done}
     * @param waitsFor what its taking over waits for, for people; null for nothing
     */
    public record Standing(
            String view,
            int version,
            String state,
            long done,
            long records,
            @Nullable String waitsFor) {}

    /** Every version there is, by view and version; {@code known} is the newest revision the caller has heard of. */
    public List<Standing> standing(Revision known) {
        List<Reached> reached = table.reached();
        List<Standing> found = new ArrayList<>();
        for (Version version : table.versions()) {
            Map<String, List<Long>> ends = known.version(version.view(), version.version())
                    .flatMap(view -> known.build(view.flow()))
                    .map(Build::ends)
                    .orElse(Map.of());
            long done = 0;
            long records = 0;
            for (Reached one : reached) {
                if (one.view().equals(version.view()) && one.version() == version.version()) {
                    List<Long> ofLog = ends.getOrDefault(one.log(), List.of());
                    done += one.nextOffset();
                    records +=
                            Math.max(one.nextOffset(), one.partition() < ofLog.size() ? ofLog.get(one.partition()) : 0);
                }
            }
            found.add(new Standing(
                    version.view(), version.version(), version.state(), done, records, version.waitsFor()));
        }
        return found;
    }

    /** @param states what the versions can be in that are wanted again */
    private Changed goBack(Revision current, String view, Set<String> states, BuildOptions options) {
        Long together = current.history().wantedSince().get(view);
        List<View> back = new ArrayList<>();
        for (View replaced : current.views()) {
            String name = replaced.name().value();
            boolean goesAlong = name.equals(view)
                    || (together != null
                            && together.equals(current.history().wantedSince().get(name)));
            if (goesAlong) {
                back.add(former(current, replaced, states));
            }
        }
        return append(current, NextRevision.returned(current, back, options));
    }

    private View former(Revision current, View replaced, Set<String> states) {
        return current.history().former().stream()
                .filter(v -> v.name().equals(replaced.name()) && states.stream().anyMatch(state -> isIn(state, v)))
                .max(Comparator.comparingInt(View::version))
                .orElseThrow(() -> nothing(
                        "no other version of view %s is %s",
                        replaced.name(),
                        states.stream().sorted(Comparator.reverseOrder()).collect(Collectors.joining(" or "))));
    }

    private boolean isIn(String state, View view) {
        return table.state(view.name().value(), view.version())
                .filter(state::equals)
                .isPresent();
    }

    /**
     * Lets versions go that nobody needs any more. Somebody else's apply at the same moment wins; then this is done the
     * next time.
     *
     * @param known the newest revision that the caller has heard of
     */
    void tidy(Revision known) {
        if (Tidied.of(known, table.versions()).isPresent()) {
            Tidied.of(catalog.newest(NONE), table.versions()).ifPresent(catalog::append);
        }
    }

    private Changed append(Revision current, Revision next) {
        catalog.append(next);
        return new Changed(
                next.number(),
                next.views().stream().filter(v -> !current.views().contains(v)).toList());
    }

    private static View wanted(Revision current, String view) {
        return current.view(view)
                .orElseThrow(() -> new WeirpoolException(
                        ErrorCode.NOT_FOUND,
                        "there is no view '%s'; there are: %s"
                                .formatted(
                                        view.length() > 64 ? view.substring(0, 64) + "…" : view,
                                        String.join(
                                                ", ",
                                                current.views().stream()
                                                        .map(v -> v.name().value())
                                                        .toList()))));
    }

    private static WeirpoolException nothing(String text, Object... values) {
        return new WeirpoolException(ErrorCode.NOTHING_TO_CHANGE, text.formatted(values));
    }
}
