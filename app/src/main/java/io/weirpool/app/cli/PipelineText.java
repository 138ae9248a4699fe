package io.weirpool.app.cli;

import io.weirpool.app.operate.WatermarkText;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.Watermark;
import io.weirpool.common.model.DeclaredColumn;
import io.weirpool.common.model.RowType;
import io.weirpool.sql.Pipeline;
import io.weirpool.sql.plan.PlanPrinter;
import io.weirpool.sql.plan.ViewPlan;
import java.util.List;
import java.util.Locale;

/** A pipeline for people: sources, views, keys, plans. */
final class PipelineText {
    /** What a terminal has when nobody has made it wider. */
    private static final int WIDTH = 80;

    private final StringBuilder text = new StringBuilder();

    PipelineText(Pipeline pipeline) {
        line(
                "%s, %s",
                counted(pipeline.sources().size(), "source"),
                counted(pipeline.views().size(), "materialized view"));
        pipeline.sources().forEach(this::source);
        pipeline.views().forEach(this::view);
    }

    private static String counted(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    private void source(Source source) {
        line("");
        line(
                "%s %s, log of %d partitions%s",
                source.kind().name().toLowerCase(Locale.ROOT),
                source.name(),
                source.partitions(),
                source.isKeyed() ? ", key " + names(source.columns(), source.key()) : "");
        columns(source.columns());
        source.checks().forEach(check -> line("    CHECK (%s)", check));
        Watermark watermark = source.watermark();
        if (watermark != null) {
            line("    %s", WatermarkText.of(watermark, source.columns()));
        }
    }

    private void view(ViewPlan view) {
        line("");
        line("view %s", view.name());
        columns(view.columns());
        // The first line has name and columns as well, all in one.
        PlanPrinter.print(view).lines().skip(1).forEach(this::wrapped);
    }

    /** A long line goes on below, further in, so that the plan's own steps stay to be seen. */
    private void wrapped(String line) {
        String rest = line;
        String indent = " ".repeat(line.length() - line.stripLeading().length() + 4);
        while (rest.length() > WIDTH) {
            int end = rest.lastIndexOf(' ', WIDTH);
            if (end < indent.length()) {
                break; // a word longer than a line
            }
            text.append(rest, 0, end).append('\n');
            rest = indent + rest.substring(end + 1);
        }
        text.append(rest).append('\n');
    }

    private void columns(RowType type) {
        List<DeclaredColumn> columns = DeclaredColumn.of(type);
        int width = columns.stream()
                .mapToInt(column -> column.name().length())
                .max()
                .orElse(1);
        for (DeclaredColumn column : columns) {
            line(
                    "    %-" + width + "s  %s%s",
                    column.name(),
                    column.type(type),
                    type.type(column.index()).nullable() ? "" : " NOT NULL");
        }
    }

    private static String names(RowType type, List<Integer> indexes) {
        return String.join(
                ", ", indexes.stream().map(i -> type.column(i).name().value()).toList());
    }

    private void line(String format, Object... values) {
        text.append(format.formatted(values)).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
