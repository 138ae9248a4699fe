package io.weirpool.app.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.app.query.TableStates.Tally;
import io.weirpool.app.status.Status.FlowStatus;
import io.weirpool.app.status.Status.ProcessStatus;
import io.weirpool.app.status.Status.SourceStatus;
import io.weirpool.app.status.Status.ViewStatus;

/** A {@link Status} as the answer of {@code GET /v1/operate/status}. Rates have one digit after the point. */
final class StatusJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StatusJson() {}

    static ObjectNode of(Status status) {
        ObjectNode root = JSON.createObjectNode()
                .put("pipeline", status.pipeline())
                .put("revision", status.revision())
                .put("healthy", status.healthy());
        status.problems().forEach(root.putArray("problems")::add);
        status.sources().forEach(source -> root.withArray("sources").add(source(source)));
        status.views().forEach(view -> root.withArray("views").add(view(view)));
        status.flows().forEach(flow -> root.withArray("flows").add(flow(flow)));
        status.processes().forEach(process -> root.withArray("processes").add(process(process)));
        status.ledger().forEach(tally -> root.withArray("ledger").add(tally(tally)));
        return root;
    }

    private static ObjectNode tally(Tally tally) {
        ObjectNode node = JSON.createObjectNode()
                .put("flow", tally.flow())
                .put("source", tally.source())
                .put("partition", tally.partition());
        tally.counts().forEach(node::put);
        return node.put("adds_up", tally.addsUp());
    }

    private static ObjectNode source(SourceStatus source) {
        ObjectNode node = JSON.createObjectNode()
                .put("name", source.name())
                .put("kind", source.kind())
                .put("partitions", source.partitions())
                .put("records", source.records())
                .put("records_per_second", rounded(source.perSecond()))
                .put("bytes", source.bytes());
        if (source.keptMillis() < 0) {
            node.putNull("kept_seconds"); // for ever
        } else {
            node.put("kept_seconds", source.keptMillis() / 1_000);
        }
        return node;
    }

    private static ObjectNode view(ViewStatus view) {
        ObjectNode node = JSON.createObjectNode()
                .put("name", view.name())
                .put("version", view.version())
                .put("state", view.state())
                .put("flow", view.flow())
                .put("lag_records", view.lag())
                .put("freshness_seconds", rounded(view.freshnessSeconds()))
                .put("records_per_second", rounded(view.perSecond()))
                .put("dead_letters", view.deadLetters())
                .put("open_errors", view.openErrors());
        view.behind()
                .ifPresentOrElse(
                        behind -> node.putObject("behind")
                                .put("where", StatusOf.name(behind))
                                .put("why", behind.why())
                                .put("stopped", behind.stopped()),
                        () -> node.putNull("behind"));
        return node;
    }

    private static ObjectNode flow(FlowStatus flow) {
        ObjectNode node = JSON.createObjectNode()
                .put("number", flow.number())
                .put("processors", flow.members())
                .put("state_bytes", flow.stateBytes());
        flow.views().forEach(node.putArray("views")::add);
        return node;
    }

    private static ObjectNode process(ProcessStatus process) {
        return JSON.createObjectNode()
                .put("role", process.role())
                .put("client", process.clientId())
                .put("host", process.host())
                .put("partitions", process.partitions());
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
