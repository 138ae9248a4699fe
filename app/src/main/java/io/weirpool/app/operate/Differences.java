package io.weirpool.app.operate;

import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.model.Column;
import io.weirpool.sql.Pipeline;
import io.weirpool.sql.PipelineCompiler;
import io.weirpool.sql.parse.DefinitionException;
import io.weirpool.sql.plan.ViewPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where definitions contradict what a catalog holds: sources and views that mean something else now, or are gone. New
 * ones are no contradiction, and neither are comments or the order of statements.
 */
final class Differences {
    private final List<String> found = new ArrayList<>();

    private Differences() {}

    /** One paragraph for each; empty when there is none. */
    static List<String> between(Revision current, Pipeline wanted) {
        Differences differences = new Differences();
        current.sources().forEach(source -> differences.source(source, wanted));
        Optional<Pipeline> before = compiled(current);
        current.views().forEach(view -> differences.view(view, before, wanted));
        return differences.found;
    }

    /** Empty when this program no longer compiles what another version once did; texts are compared then. */
    private static Optional<Pipeline> compiled(Revision current) {
        try {
            return current.views().isEmpty()
                    ? Optional.empty()
                    : Optional.of(PipelineCompiler.compile(current.files()));
        } catch (DefinitionException e) {
            return Optional.empty();
        }
    }

    private void source(Source before, Pipeline wanted) {
        Optional<Source> now = wanted.sources().stream()
                .filter(source -> source.name().equals(before.name()))
                .findFirst();
        if (now.isEmpty()) {
            found.add("source %s is gone".formatted(before.name()));
        } else if (!now.get().equals(before)) {
            found.add("source %s is declared differently:%n%s"
                    .formatted(before.name(), LineDifference.of(lines(before), lines(now.get()))));
        }
    }

    private static List<String> lines(Source source) {
        List<String> lines = new ArrayList<>();
        lines.add(source.kind() + ", " + source.partitions() + " partitions");
        for (Column column : source.columns().columns()) {
            lines.add(column.name() + " " + column.type() + (column.type().nullable() ? "" : " NOT NULL"));
        }
        source.checks().forEach(check -> lines.add("CHECK (" + check + ")"));
        if (source.isKeyed()) {
            lines.add("PRIMARY KEY columns " + source.key());
        }
        if (source.watermark() != null) {
            lines.add(source.watermark().toString());
        }
        source.options().forEach((name, value) -> lines.add("WITH " + name + " = " + value));
        return lines;
    }

    private void view(View before, Optional<Pipeline> compiledBefore, Pipeline wanted) {
        Optional<ViewPlan> now = find(wanted, before);
        if (now.isEmpty()) {
            found.add("view %s is gone".formatted(before.name()));
            return;
        }
        boolean same = compiledBefore
                .flatMap(pipeline -> find(pipeline, before))
                .map(plan -> sameMeaning(plan, now.get()))
                .orElseGet(() -> before.sql().equals(now.get().sql())
                        && before.columns().equals(now.get().columns())
                        && before.options().equals(now.get().eventTime().options()));
        if (!same) {
            String lines = LineDifference.of(
                    before.sql().lines().toList(), now.get().sql().lines().toList());
            String what = lines.isEmpty() ? "    (its options, its indexes, or a view it reads)" : lines;
            found.add("view %s is defined differently:%n%s".formatted(before.name(), what));
        }
    }

    private static boolean sameMeaning(ViewPlan a, ViewPlan b) {
        return a.plan().equals(b.plan())
                && a.columns().equals(b.columns())
                && a.key().equals(b.key())
                && a.eventTime().equals(b.eventTime())
                && a.indexes().equals(b.indexes());
    }

    private static Optional<ViewPlan> find(Pipeline pipeline, View view) {
        return pipeline.views().stream()
                .filter(plan -> plan.name().equals(view.name()))
                .findFirst();
    }
}
