package io.weirpool.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.weirpool.common.model.Name;
import io.weirpool.processor.explain.Explanation;
import io.weirpool.processor.explain.Explanation.Share;
import io.weirpool.processor.explain.Explanation.Tasks;
import io.weirpool.processor.explain.Explanation.Tree;
import io.weirpool.processor.explain.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.StringJoiner;

/** The answer of {@code /v1/operate/views/{view}/explain}, for people: the tree of {@code check --explain} with counts. */
final class LiveTreeText {
    private LiveTreeText() {}

    static String of(JsonNode answer) {
        Tree tree = new Tree(
                new Name(answer.path("view").asText()),
                answer.path("partitions").asInt(),
                step(answer.path("tree")));
        List<Tasks> levels = new ArrayList<>();
        StringJoiner sizes = new StringJoiner(", ", "State in Kafka: ", "");
        for (JsonNode level : answer.path("levels")) {
            List<Share> views = new ArrayList<>();
            level.path("views").forEach(view -> views.add(new Share(new Name(view.asText()), 1)));
            int number = level.path("level").asInt();
            levels.add(new Tasks(number, level.path("tasks").asInt(), views));
            sizes.add("%s %,d bytes"
                    .formatted(
                            number == 0 ? "logs" : "level " + number,
                            level.path("state_bytes").asLong()));
        }
        int processes = answer.path("processes").asInt();
        String counted = processes == 0
                ? "No processor has told its counts yet."
                : "Counts are of %s, since the flow began, up to some seconds ago."
                        .formatted(processes == 1 ? "one process" : processes + " processes");
        return "%s, version %d, flow %d%n%n%s%s%n%s%n"
                .formatted(
                        answer.path("view").asText(),
                        answer.path("version").asInt(),
                        answer.path("flow").asInt(),
                        new ExplanationText(new Explanation(List.of(tree), levels, List.of())),
                        sizes,
                        counted);
    }

    private static Step step(JsonNode node) {
        List<String> keeps = new ArrayList<>();
        node.path("keeps").forEach(kept -> keeps.add(kept.asText()));
        List<Step> inputs = new ArrayList<>();
        node.path("inputs").forEach(input -> inputs.add(step(input)));
        return new Step(
                Step.Kind.valueOf(
                        node.path("kind").asText().toUpperCase(Locale.ROOT).replace('-', '_')),
                node.path("text").asText() + counts(node),
                node.has("stage") ? OptionalInt.of(node.path("stage").asInt()) : OptionalInt.empty(),
                node.path("level").asInt(),
                keeps,
                inputs);
    }

    private static String counts(JsonNode node) {
        return node.has("in")
                ? ": %,d in, %,d out"
                        .formatted(node.path("in").asLong(), node.path("out").asLong())
                : "";
    }
}
