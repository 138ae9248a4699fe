package io.weirpool.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.app.operate.MistakesJson;
import io.weirpool.app.operate.WatermarkText;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.catalog.Watermark;
import io.weirpool.common.model.DeclaredColumn;
import io.weirpool.common.model.RowType;
import io.weirpool.sql.Pipeline;
import io.weirpool.sql.parse.DefinitionException;
import io.weirpool.sql.plan.PlanPrinter;
import io.weirpool.sql.plan.ViewPlan;
import java.util.List;
import java.util.Locale;

/** A pipeline, or what is wrong with it, for programs. */
final class PipelineJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PipelineJson() {}

    static String of(Pipeline pipeline) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode sources = root.putArray("sources");
        pipeline.sources().forEach(source -> source(sources.addObject(), source));
        ArrayNode views = root.putArray("views");
        pipeline.views().forEach(view -> view(views.addObject(), view));
        return root.toPrettyString();
    }

    static String of(DefinitionException mistakes) {
        ObjectNode root = JSON.createObjectNode();
        MistakesJson.addTo(root, mistakes);
        return root.toPrettyString();
    }

    private static void source(ObjectNode node, Source source) {
        node.put("name", source.name().value())
                .put("kind", source.kind().name().toLowerCase(Locale.ROOT))
                .put("partitions", source.partitions());
        columns(node.putArray("columns"), source.columns());
        names(node.putArray("key"), source.columns(), source.key());
        Watermark watermark = source.watermark();
        if (watermark != null) {
            node.putObject("watermark")
                    .put(
                            "column",
                            source.columns().column(watermark.column()).name().value())
                    .put("delay", WatermarkText.span(watermark.delayMicros()))
                    .put("ahead", WatermarkText.span(watermark.aheadMicros()));
        }
    }

    private static void view(ObjectNode node, ViewPlan view) {
        node.put("name", view.name().value());
        columns(node.putArray("columns"), view.columns());
        if (view.key() instanceof ViewKey.Columns key) {
            names(node.putArray("key"), view.columns(), key.indexes());
        } else {
            node.putNull("key");
        }
        node.put("late", view.eventTime().late().text());
        node.put("emit", view.eventTime().emitFinal() ? "final" : "changes");
        node.put("plan", PlanPrinter.print(view));
    }

    private static void columns(ArrayNode into, RowType type) {
        for (DeclaredColumn column : DeclaredColumn.of(type)) {
            into.addObject()
                    .put("name", column.name())
                    .put("type", column.type(type))
                    .put("nullable", type.type(column.index()).nullable());
        }
    }

    private static void names(ArrayNode into, RowType type, List<Integer> indexes) {
        indexes.forEach(index -> into.add(type.column(index).name().value()));
    }
}
