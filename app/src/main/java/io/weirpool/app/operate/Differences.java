package io.weirpool.app.operate;

import io.weirpool.app.operate.Alteration.Kind;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.model.DeclaredColumn;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.sql.Pipeline;
import io.weirpool.sql.PipelineCompiler;
import io.weirpool.sql.parse.DefinitionException;
import io.weirpool.sql.plan.ViewPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where definitions differ in meaning from what a catalog wants; comments and the order of statements are no difference.
 * Each view is compared with the definitions its wanted version was compiled from.
 */
final class Differences {
    private final Revision current;
    private final Pipeline wanted;
    private final Map<List<SourceFile>, Optional<Pipeline>> compiled = new HashMap<>();

    private Differences(Revision current, Pipeline wanted) {
        this.current = current;
        this.wanted = wanted;
    }

    static ApplyPlan between(Revision current, Pipeline wanted) {
        Differences differences = new Differences(current, wanted);
        return new ApplyPlan(differences.sources(), differences.views());
    }

    private List<Alteration> sources() {
        List<Alteration> found = new ArrayList<>();
        current.sources().forEach(source -> found.add(source(source)));
        wanted.sources().stream()
                .map(source -> source.name().value())
                .filter(name -> current.source(name).isEmpty())
                .forEach(name -> found.add(new Alteration(name, Kind.NEW, "")));
        return found;
    }

    private Alteration source(Source before) {
        String name = before.name().value();
        Optional<Source> now = wanted.sources().stream()
                .filter(source -> source.name().equals(before.name()))
                .findFirst();
        if (now.isEmpty()) {
            return new Alteration(name, Kind.DROPPED, "");
        }
        if (now.get().equals(before)) {
            return new Alteration(name, Kind.UNCHANGED, "");
        }
        return new Alteration(
                name,
                SourceChange.isCompatible(before, now.get()) ? Kind.REPLACED : Kind.REFUSED,
                LineDifference.of(lines(before), lines(now.get())));
    }

    private static List<String> lines(Source source) {
        List<String> lines = new ArrayList<>();
        lines.add(source.kind() + ", " + source.partitions() + " partitions");
        for (DeclaredColumn column : DeclaredColumn.of(source.columns())) {
            boolean nullable = source.columns().type(column.index()).nullable();
            lines.add(column.name() + " " + column.type(source.columns()) + (nullable ? "" : " NOT NULL"));
        }
        source.checks().forEach(check -> lines.add("CHECK (" + check + ")"));
        if (source.isKeyed()) {
            lines.add("PRIMARY KEY "
                    + source.key().stream()
                            .map(column ->
                                    source.columns().column(column).name().value())
                            .collect(Collectors.joining(", ", "(", ")")));
        }
        if (source.watermark() != null) {
            lines.add(WatermarkText.of(source.watermark(), source.columns()));
        }
        source.options().forEach((name, value) -> lines.add("WITH " + name + " = " + value));
        return lines;
    }

    private List<Alteration> views() {
        List<Alteration> found = new ArrayList<>();
        current.views().forEach(view -> found.add(view(view)));
        wanted.views().stream()
                .map(view -> view.name().value())
                .filter(name -> current.view(name).isEmpty())
                .forEach(name -> found.add(new Alteration(name, Kind.NEW, "")));
        return found;
    }

    private Alteration view(View before) {
        String name = before.name().value();
        Optional<ViewPlan> now = find(wanted, before.name());
        if (now.isEmpty()) {
            return new Alteration(name, Kind.DROPPED, "");
        }
        Optional<ViewPlan> was = compile(current.filesOf(before.flow())).flatMap(p -> find(p, before.name()));
        boolean same = was.map(plan -> sameMeaning(plan, now.get()))
                .orElseGet(() -> before.sql().equals(now.get().sql())
                        && before.columns().equals(now.get().columns())
                        && before.options().equals(now.get().eventTime().options()));
        if (same) {
            return new Alteration(name, Kind.UNCHANGED, "");
        }
        String lines = LineDifference.of(
                before.sql().lines().toList(), now.get().sql().lines().toList());
        String what = lines.isEmpty() ? "    (its options, its indexes, or what it reads)" : lines;
        return new Alteration(
                name, Kind.REPLACED, what + exchange(before.columns(), now.get().columns()));
    }

    /** What others notice when the new version takes the place of the old: nothing while the columns stay. */
    private static String exchange(RowType before, RowType now) {
        List<String> were = readable(before);
        List<String> are = readable(now);
        if (were.equals(are)) {
            return "";
        }
        boolean stay = are.size() > were.size() && are.subList(0, were.size()).equals(were);
        return "\n    (its columns change: a client's prepared SELECT * fails once%s)"
                .formatted(stay ? "" : "; while other objects of the database read the view the exchange waits");
    }

    private static List<String> readable(RowType columns) {
        return columns.columns().stream()
                .map(column -> column.name() + " " + column.type())
                .toList();
    }

    /** Empty when this program no longer compiles what another version once did; texts are compared then. */
    private Optional<Pipeline> compile(List<SourceFile> files) {
        return compiled.computeIfAbsent(files, f -> {
            try {
                return Optional.of(PipelineCompiler.compile(f));
            } catch (DefinitionException e) {
                return Optional.empty();
            }
        });
    }

    static boolean sameMeaning(ViewPlan a, ViewPlan b) {
        return a.plan().equals(b.plan())
                && a.columns().equals(b.columns())
                && a.key().equals(b.key())
                && a.eventTime().equals(b.eventTime())
                && a.indexes().equals(b.indexes());
    }

    static Optional<ViewPlan> find(Pipeline pipeline, Name view) {
        return pipeline.views().stream()
                .filter(plan -> plan.name().equals(view))
                .findFirst();
    }
}
