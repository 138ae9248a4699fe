package io.weirpool.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A plan for people: what changes, each with the lines that go and come, and the names of what does not. */
final class PlanText {
    private PlanText() {}

    static List<String> lines(JsonNode plan) {
        List<String> lines = new ArrayList<>();
        plan.path("sources").forEach(source -> add(lines, "source", source));
        plan.path("views").forEach(view -> add(lines, "view", view));
        if (lines.isEmpty()) {
            lines.add("nothing would change: the catalog is at revision "
                    + plan.path("revision").asText());
        } else {
            addUnchanged(lines, "source", plan.path("sources"));
            addUnchanged(lines, "view", plan.path("views"));
        }
        return lines;
    }

    private static void addUnchanged(List<String> lines, String what, JsonNode all) {
        List<String> names = new ArrayList<>();
        all.forEach(one -> {
            if (isUnchanged(one)) {
                names.add(one.path("name").asText());
            }
        });
        if (!names.isEmpty()) {
            lines.add("unchanged %s %s".formatted(what, String.join(", ", names)));
        }
    }

    private static boolean isUnchanged(JsonNode one) {
        return one.path("change").asText().equals("unchanged");
    }

    private static void add(List<String> lines, String what, JsonNode one) {
        if (isUnchanged(one)) {
            return;
        }
        String change = one.path("change").asText();
        lines.add("%-9s %s %s%s".formatted(change, what, one.path("name").asText(), records(one)));
        one.path("difference").asText().lines().forEach(lines::add);
        if (what.equals("source") && change.equals("dropped")) {
            lines.add("    (its log stays in Kafka)");
        }
        if (change.equals("refused")) {
            lines.add(
                    "    (what can be: columns more, at the end, that may be NULL; wider types; else declare it under a"
                            + " new name beside this one, and views over it)");
        }
    }

    private static String records(JsonNode one) {
        return one.has("records")
                ? ", built from %,d records: about %,d s, %s of state, %s of disk"
                        .formatted(
                                one.path("records").asLong(),
                                one.path("seconds").asLong(),
                                StatusText.bytes(one.path("state_bytes").asLong()),
                                StatusText.bytes(one.path("disk_bytes").asLong()))
                : "";
    }
}
