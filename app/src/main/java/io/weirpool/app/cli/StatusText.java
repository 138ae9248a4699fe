package io.weirpool.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The answer of {@code /v1/operate/status} for people: a line of verdict, then tables; what is wrong comes first. */
final class StatusText {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private StatusText() {}

    static List<String> of(JsonNode status) {
        List<String> lines = new ArrayList<>();
        lines.add("pipeline %s, revision %s: %s"
                .formatted(
                        status.path("pipeline").asText(),
                        status.path("revision").asText(),
                        status.path("healthy").asBoolean() ? "healthy" : "NOT HEALTHY"));
        status.path("problems").forEach(problem -> lines.add("  ! " + problem.asText()));
        table(lines, List.of("SOURCE", "KIND", "PARTITIONS", "RECORDS", "RECORDS/S", "SIZE", "KEPT"), sources(status));
        table(
                lines,
                List.of("VIEW", "STATE", "LAG", "FRESHNESS", "RECORDS/S", "DEAD", "ERRORS", "WAITS FOR"),
                views(status));
        table(lines, List.of("FLOW", "PROCESSORS", "STATE", "VIEWS"), flows(status));
        table(lines, List.of("PROCESS", "PARTITIONS", "HOST", "CLIENT"), processes(status));
        return lines;
    }

    private static List<List<String>> sources(JsonNode status) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode source : status.path("sources")) {
            rows.add(List.of(
                    source.path("name").asText(),
                    source.path("kind").asText(),
                    source.path("partitions").asText(),
                    count(source.path("records")),
                    rate(source.path("records_per_second")),
                    bytes(source.path("bytes").asLong()),
                    source.path("kept_seconds").isNull()
                            ? "for ever"
                            : source.path("kept_seconds").asLong() / 3_600 + " h"));
        }
        return rows;
    }

    private static List<List<String>> views(JsonNode status) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode view : status.path("views")) {
            JsonNode behind = view.path("behind");
            rows.add(List.of(
                    view.path("name").asText() + " v" + view.path("version").asText(),
                    view.path("state").asText(),
                    count(view.path("lag_records")),
                    String.format(
                            Locale.ROOT,
                            "%.1f s",
                            view.path("freshness_seconds").asDouble()),
                    rate(view.path("records_per_second")),
                    count(view.path("dead_letters")),
                    count(view.path("open_errors")),
                    behind.isObject()
                            ? behind.path("where").asText() + ": "
                                    + behind.path("why").asText()
                            : ""));
        }
        return rows;
    }

    private static List<List<String>> flows(JsonNode status) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode flow : status.path("flows")) {
            List<String> views = new ArrayList<>();
            flow.path("views").forEach(view -> views.add(view.asText()));
            rows.add(List.of(
                    flow.path("number").asText(),
                    flow.path("processors").asText(),
                    bytes(flow.path("state_bytes").asLong()),
                    views.size() > 4
                            ? String.join(", ", views.subList(0, 4)) + " and " + (views.size() - 4) + " more"
                            : String.join(", ", views)));
        }
        return rows;
    }

    private static List<List<String>> processes(JsonNode status) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode process : status.path("processes")) {
            rows.add(List.of(
                    process.path("role").asText(),
                    process.path("partitions").asText(),
                    process.path("host").asText(),
                    process.path("client").asText()));
        }
        return rows;
    }

    private static void table(List<String> lines, List<String> heads, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        int[] widths = IntStream.range(0, heads.size())
                .map(column -> Math.max(
                        heads.get(column).length(),
                        rows.stream()
                                .mapToInt(row -> row.get(column).length())
                                .max()
                                .orElse(0)))
                .toArray();
        lines.add("");
        lines.add(line(heads, widths));
        rows.forEach(row -> lines.add(line(row, widths)));
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "" : "  ")
                    .append(cells.get(i))
                    .append(" ".repeat(widths[i] - cells.get(i).length()));
        }
        return line.toString().stripTrailing();
    }

    private static String count(JsonNode number) {
        return String.format(Locale.ROOT, "%,d", number.asLong());
    }

    private static String rate(JsonNode number) {
        return String.format(Locale.ROOT, "%,.1f", number.asDouble());
    }

    /** With the unit that leaves one to four digits before the point. */
    static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
    }
}
