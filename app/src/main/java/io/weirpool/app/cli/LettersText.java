package io.weirpool.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Dead letters as people read them. */
final class LettersText {
    private LettersText() {}

    static List<String> groups(JsonNode answer) {
        List<String> lines = new ArrayList<>();
        for (JsonNode group : answer.path("groups")) {
            String view = group.path("view").isNull()
                    ? "no view took them"
                    : "view " + group.path("view").asText();
            String state = group.path("state").asText();
            lines.add("%,d %s %s, %s%s, %s to %s"
                    .formatted(
                            group.path("count").asLong(),
                            group.path("source").asText(),
                            group.path("code").asText(),
                            view,
                            state.equals("open") ? "" : ", " + state,
                            group.path("first_seen").asText(),
                            group.path("last_seen").asText()));
            lines.add("  such as %s: %s"
                    .formatted(
                            group.path("example").asText(), group.path("detail").asText()));
        }
        return lines.isEmpty() ? List.of("there are none") : lines;
    }

    static List<String> letters(JsonNode answer) {
        List<String> lines = new ArrayList<>();
        for (JsonNode letter : answer.path("letters")) {
            lines.add(letter.path("id").asText() + "  " + letter.path("state").asText());
            lines.add("  %s: %s"
                    .formatted(
                            letter.path("code").asText(), letter.path("detail").asText()));
            lines.add("  key      " + bytes(letter, "key"));
            lines.add("  payload  " + bytes(letter, "payload"));
            lines.add("  seen     " + letter.path("first_seen").asText() + " to "
                    + letter.path("last_seen").asText());
            if (!letter.path("retried_as").isNull()) {
                lines.add("  retried  as " + letter.path("retried_as").asText());
            }
        }
        if (answer.path("more").asBoolean()) {
            lines.add("and more: --limit");
        }
        return lines.isEmpty() ? List.of("there are none") : lines;
    }

    private static String bytes(JsonNode letter, String field) {
        return letter.has(field + "_base64")
                ? "base64 " + letter.path(field + "_base64").asText()
                : letter.path(field).isNull() ? "none" : letter.path(field).asText();
    }

    static List<String> outcomes(JsonNode answer) {
        List<String> lines = new ArrayList<>();
        for (JsonNode one : answer.path("retried")) {
            lines.add(one.path("id").asText() + " is now " + one.path("as").asText());
            if (one.has("overtook")) {
                lines.add("  it overtook %s, which came at the same moment: send that one again"
                        .formatted(one.path("overtook").asText()));
            }
        }
        for (JsonNode one : answer.path("refused")) {
            lines.add("%s is refused (%s): %s"
                    .formatted(
                            one.path("id").asText(),
                            one.path("code").asText(),
                            one.path("detail").asText()));
            lines.add("  " + one.path("remedy").asText());
        }
        if (answer.path("more").asBoolean()) {
            lines.add("and more: repeat it");
        }
        return lines.isEmpty() ? List.of("there are none") : lines;
    }
}
