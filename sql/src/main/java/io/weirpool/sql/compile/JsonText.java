package io.weirpool.sql.compile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks canonical JSON text without building a tree. */
final class JsonText {
    private final String json;

    JsonText(String json) {
        this.json = json;
    }

    /** The value of a key of an object, or null. */
    @Nullable String field(String key) {
        if (!json.startsWith("{") || json.startsWith("{}")) {
            return null;
        }
        int at = 1;
        while (true) {
            int keyEnd = end(at);
            int valueStart = keyEnd + 2;
            int valueEnd = end(valueStart);
            if (unquoted(json.substring(at, keyEnd)).equals(key)) {
                return json.substring(valueStart, valueEnd);
            }
            if (json.charAt(valueEnd) == '}') {
                return null;
            }
            at = valueEnd + 2;
        }
    }

    /** The element of an array, counted from 0, or from -1 at the end; or null. A scalar is its own only element. */
    @Nullable String element(int index) {
        boolean scalar = !json.startsWith("[") && !json.startsWith("{");
        if (scalar) {
            return index == 0 || index == -1 ? json : null;
        }
        if (json.startsWith("{") || json.startsWith("[]")) {
            return null;
        }
        long wanted = index < 0 ? (long) index + count() : index;
        if (wanted < 0) {
            return null;
        }
        int at = 1;
        for (long i = 0; ; i++) {
            int end = end(at);
            if (i == wanted) {
                return json.substring(at, end);
            }
            if (json.charAt(end) == ']') {
                return null;
            }
            at = end + 2;
        }
    }

    /** Elements of an array that has some. */
    int count() {
        int count = 1;
        for (int end = end(1); json.charAt(end) != ']'; end = end(end + 2)) {
            count++;
        }
        return count;
    }

    /** All elements of an array. */
    List<String> elements() {
        List<String> elements = new ArrayList<>();
        int at = 1;
        while (json.charAt(at) != ']') {
            int end = end(at);
            elements.add(json.substring(at, end));
            at = json.charAt(end) == ',' ? end + 2 : end;
        }
        return elements;
    }

    /** The keys of an object, in its order. */
    List<String> keys() {
        return members(true);
    }

    /** The values of an object, in the order of its keys. */
    List<String> values() {
        return members(false);
    }

    private List<String> members(boolean keys) {
        List<String> members = new ArrayList<>();
        int at = 1;
        while (json.charAt(at) != '}') {
            int keyEnd = end(at);
            int valueEnd = end(keyEnd + 2);
            members.add(keys ? unquoted(json.substring(at, keyEnd)) : json.substring(keyEnd + 2, valueEnd));
            at = json.charAt(valueEnd) == ',' ? valueEnd + 2 : valueEnd;
        }
        return members;
    }

    /** Where the value that begins here ends. */
    private int end(int start) {
        int depth = 0;
        int at = start;
        while (at < json.length()) {
            char c = json.charAt(at);
            if (c == '"') {
                at = endOfString(at) - 1;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
                if (depth < 0) {
                    return at;
                }
            }
            at++;
            if (depth == 0 && (at == json.length() || ",:}]".indexOf(json.charAt(at)) >= 0)) {
                return at;
            }
        }
        return at;
    }

    private int endOfString(int start) {
        int at = start + 1;
        while (json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    /** The text of a JSON string. */
    static String unquoted(String string) {
        String inner = string.substring(1, string.length() - 1);
        if (inner.indexOf('\\') < 0) {
            return inner;
        }
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < inner.length()) {
            char c = inner.charAt(at++);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escaped = inner.charAt(at++);
            if (escaped == 'u') {
                out.append((char) Integer.parseInt(inner.substring(at, at + 4), 16));
                at += 4;
            } else {
                out.append(unescaped(escaped));
            }
        }
        return out.toString();
    }

    private static char unescaped(char escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escaped;
        };
    }
}
