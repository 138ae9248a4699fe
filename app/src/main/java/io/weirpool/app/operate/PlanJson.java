package io.weirpool.app.operate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A plan for programs. */
public final class PlanJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PlanJson() {}

    public static ObjectNode of(Apply.Planned planned) {
        ObjectNode node = JSON.createObjectNode()
                .put("revision", planned.revision())
                .put("applicable", planned.plan().refusals().isEmpty());
        add(node.putArray("sources"), planned.plan().sources());
        ArrayNode views = node.putArray("views");
        add(views, planned.plan().views());
        views.forEach(view -> {
            Estimate estimate = planned.estimates().get(view.path("name").asText());
            if (estimate != null) {
                ((ObjectNode) view)
                        .put("records", estimate.records())
                        .put("seconds", estimate.seconds())
                        .put("state_bytes", estimate.stateBytes())
                        .put("disk_bytes", estimate.diskBytes());
            }
        });
        return node;
    }

    private static void add(ArrayNode into, List<Alteration> all) {
        all.forEach(one -> into.addObject()
                .put("name", one.name())
                .put("change", one.kind().text())
                .put("difference", one.difference()));
    }
}
