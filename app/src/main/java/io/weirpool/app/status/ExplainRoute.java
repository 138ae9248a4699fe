package io.weirpool.app.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.app.operate.Preview;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.View;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.Excerpt;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.kafka.KafkaLook;
import io.weirpool.common.metrics.MetricNames;
import io.weirpool.common.topic.Topics;
import io.weirpool.ingest.http.Request;
import io.weirpool.ingest.http.Response;
import io.weirpool.ingest.http.Route;
import io.weirpool.processor.explain.Explanation;
import io.weirpool.processor.explain.Explanation.Tasks;
import io.weirpool.processor.explain.Explanation.Tree;
import io.weirpool.processor.explain.Step;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code GET /v1/operate/views/{view}/explain}: the operators of the version that is wanted now, each with the changes it took in
 * and gave out since its flow began, in all processes, and how large the state of its tasks' level is.
 */
public final class ExplainRoute {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** How {@link Step} calls a log. */
    private static final Pattern SCAN = Pattern.compile("scan (?:stream|table) (\\w+) .*");

    private final KafkaConfig kafka;
    private final Supplier<Revision> catalog;

    /** @param catalog the newest revision known; asked at each request */
    public ExplainRoute(KafkaConfig kafka, Supplier<Revision> catalog) {
        this.kafka = kafka;
        this.catalog = catalog;
    }

    /** To be mounted beside the routes of ingest. */
    public Route route() {
        return Route.blocking("GET", "/v1/operate/views/{view}/explain", 0, this::answer);
    }

    private Response answer(Request request) {
        Revision revision = catalog.get();
        String name = request.pathParameter("view");
        View view = revision.view(name)
                .orElseThrow(() -> new WeirpoolException(ErrorCode.NOT_FOUND, "there is no view " + Excerpt.of(name)));
        Explanation explanation = Preview.explain(revision, view.flow());
        LiveCounts counts = LiveCounts.read(kafka, revision.pipeline(), view.flow());
        ObjectNode node = JSON.createObjectNode()
                .put("view", name)
                .put("version", view.version())
                .put("flow", view.flow())
                .put("processes", counts.processes());
        Tree tree = explanation.views().stream()
                .filter(one -> one.view().equals(view.name()))
                .findFirst()
                .orElseThrow();
        node.put("partitions", tree.partitions());
        step(node.putObject("tree"), tree.table(), name, counts);
        levels(node.putArray("levels"), explanation, view, revision);
        return Response.json(200, node.toString().getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-store");
    }

    private static void step(ObjectNode node, Step step, String view, LiveCounts counts) {
        node.put("kind", step.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("text", step.text())
                .put("level", step.level());
        step.stage().ifPresent(stage -> count(node.put("stage", stage), view, Integer.toString(stage), counts));
        Matcher scan = SCAN.matcher(step.text());
        if (step.kind() == Step.Kind.SOURCE && scan.matches()) {
            count(node, view, MetricNames.OPERATOR_LOG + scan.group(1), counts);
        }
        step.keeps().forEach(node.putArray("keeps")::add);
        ArrayNode inputs = node.putArray("inputs");
        step.inputs().forEach(input -> step(inputs.addObject(), input, view, counts));
    }

    private static void count(ObjectNode node, String view, String operator, LiveCounts counts) {
        counts.of(view, operator).ifPresent(count -> node.put("in", count.in()).put("out", count.out()));
    }

    /** Stores are of all operators of a level, of all views of the flow. */
    private void levels(ArrayNode levels, Explanation explanation, View view, Revision revision) {
        String application = Topics.application(revision.pipeline(), view.flow());
        Map<String, Long> bytes;
        try (KafkaLook look = KafkaLook.open(kafka)) {
            bytes = look.bytes(application + "-");
        }
        for (Tasks tasks : explanation.shared()) {
            String store = tasks.level() == 0 ? "source" : "stage-%d-%d".formatted(tasks.level(), tasks.tasks());
            ObjectNode level = levels.addObject()
                    .put("level", tasks.level())
                    .put("tasks", tasks.tasks())
                    .put("state_bytes", bytes.getOrDefault("%s-%s-state-changelog".formatted(application, store), 0L));
            ArrayNode views = level.putArray("views");
            tasks.views().forEach(share -> views.add(share.view().value()));
        }
    }
}
