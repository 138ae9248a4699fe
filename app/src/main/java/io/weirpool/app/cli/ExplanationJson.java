package io.weirpool.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.processor.explain.Explanation;
import io.weirpool.processor.explain.Explanation.Tasks;
import io.weirpool.processor.explain.Explanation.Tree;
import io.weirpool.processor.explain.Step;
import java.util.Locale;

/** What views cost, for programs. */
final class ExplanationJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ExplanationJson() {}

    static String of(Explanation explanation) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode views = root.putArray("views");
        explanation.views().forEach(tree -> view(views.addObject(), tree));
        ArrayNode tasks = root.putArray("tasks");
        explanation.shared().forEach(shared -> tasks(tasks.addObject(), shared));
        ArrayNode hops = root.putArray("hops");
        explanation
                .hops()
                .forEach(hop -> hops.addObject()
                        .put("name", hop.name())
                        .put("from", hop.from())
                        .put("to", hop.to())
                        .put("partitions", hop.partitions()));
        return root.toPrettyString();
    }

    private static void view(ObjectNode node, Tree tree) {
        node.put("name", tree.view().value())
                .put("partitions", tree.partitions())
                .put("operators", tree.stages())
                .put("hops", tree.hops());
        step(node.putObject("tree"), tree.table());
    }

    private static void step(ObjectNode node, Step step) {
        node.put("kind", step.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("text", step.text())
                .put("level", step.level());
        step.stage().ifPresent(stage -> node.put("stage", stage));
        ArrayNode keeps = node.putArray("keeps");
        step.keeps().forEach(keeps::add);
        ArrayNode inputs = node.putArray("inputs");
        step.inputs().forEach(input -> step(inputs.addObject(), input));
    }

    private static void tasks(ObjectNode node, Tasks tasks) {
        node.put("level", tasks.level()).put("tasks", tasks.tasks());
        ArrayNode views = node.putArray("views");
        tasks.views()
                .forEach(share ->
                        views.addObject().put("name", share.view().value()).put("operators", share.operators()));
    }
}
