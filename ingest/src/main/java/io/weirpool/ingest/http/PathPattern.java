package io.weirpool.ingest.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path of literal segments and {@code {named}} ones, each matching exactly one segment that is not empty.
 *
 * @param segments in order; a named one still has its braces
 */
public record PathPattern(List<String> segments) implements Comparable<PathPattern> {
    public PathPattern {
        segments = List.copyOf(segments);
    }

    /** A pattern as text, beginning with {@code /}. */
    public static PathPattern of(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("a path pattern begins with '/': " + text);
        }
        return new PathPattern(List.of(text.substring(1).split("/", -1)));
    }

    /** The values of the named segments, when the pattern matches the decoded segments. */
    Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != segments.size()) {
            return Optional.empty();
        }
        for (int i = 0; i < path.size(); i++) {
            String wanted = segments.get(i);
            if (isNamed(wanted) ? path.get(i).isEmpty() : !wanted.equals(path.get(i))) {
                return Optional.empty(); // of most patterns nothing more is looked at
            }
        }
        return Optional.of(values(path));
    }

    private Map<String, String> values(List<String> path) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String wanted = segments.get(i);
            if (isNamed(wanted)) {
                values.put(wanted.substring(1, wanted.length() - 1), path.get(i));
            }
        }
        return values;
    }

    /** Literal segments before named ones, from the left. */
    @Override
    public int compareTo(PathPattern other) {
        int common = Math.min(segments.size(), other.segments.size());
        for (int i = 0; i < common; i++) {
            int byKind = Boolean.compare(isNamed(segments.get(i)), isNamed(other.segments.get(i)));
            if (byKind != 0) {
                return byKind;
            }
        }
        return Integer.compare(segments.size(), other.segments.size());
    }

    private static boolean isNamed(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    /** As it was written: {@code /v1/views/{view}}. A label of metrics, since it does not grow with requests. */
    @Override
    public String toString() {
        return "/" + String.join("/", segments);
    }
}
