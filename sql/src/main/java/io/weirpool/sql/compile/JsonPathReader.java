package io.weirpool.sql.compile;

import io.weirpool.sql.compile.JsonPathQuery.Condition;
import io.weirpool.sql.compile.JsonPathQuery.Path;
import io.weirpool.sql.compile.JsonPathQuery.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads paths of SQL/JSON: members, elements, what is within ({@code **}), filters, comparisons, {@code exists}, {@code starts
 * with}, {@code like_regex}, variables, {@code type()} and {@code size()}. Arithmetic, {@code strict} and other methods, which
 * can fail, are refused.
 */
final class JsonPathReader {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(\\$?\"(?:[^\"\\\\]|\\\\[\"\\\\/bfnrt])*\"|\\$[A-Za-z_]\\w*|-?\\d+(?:\\.\\d+)?(?![\\w.])|[A-Za-z_]\\w*"
                    + "|==|!=|<>|<=|>=|&&|\\|\\||\\*\\*|[$@.*\\[\\]{},()?!<>])");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern INDEX = Pattern.compile("\\d{1,9}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final List<String> COMPARISONS = List.of("==", "!=", "<>", "<", "<=", ">", ">=");
    private static final int DEPTH_MAX = 50;

    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private int at;
    private int depth;
    /** Filters that are being read: only within one is there an item to look at. */
    private int filters;

    private JsonPathReader(String text) {
        this.text = text;
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.find(end) && matcher.start() == end) {
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
        if (!text.substring(end).isBlank()) {
            throw refused();
        }
    }

    /** @throws ExpressionFailure for what is no path, or more than is read here */
    static Path read(String text) {
        JsonPathReader reader = new JsonPathReader(text);
        reader.accept("lax");
        Path path = reader.whole();
        if (reader.at < reader.tokens.size()) {
            throw reader.refused();
        }
        return path;
    }

    private ExpressionFailure refused() {
        return Failures.unsupported("the JSON path '%s'".formatted(Failures.shown(text)));
    }

    private String peek(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead) : "";
    }

    private boolean accept(String token) {
        boolean there = peek(0).equals(token);
        at += there ? 1 : 0;
        return there;
    }

    private void expect(String token) {
        if (!accept(token)) {
            throw refused();
        }
    }

    /** A path, or a condition by itself. */
    private Path whole() {
        int start = at;
        Path path = isCondition() ? null : path();
        if (path != null && at == tokens.size()) {
            return path;
        }
        at = start;
        return JsonPathQuery.answer(either());
    }

    private boolean isCondition() {
        return List.of("!", "(", "exists").contains(peek(0));
    }

    private Condition either() {
        if (++depth > DEPTH_MAX) {
            throw refused();
        }
        Condition left = both();
        while (accept("||")) {
            left = JsonPathQuery.joined(left, both(), true);
        }
        depth--;
        return left;
    }

    private Condition both() {
        Condition left = condition();
        while (accept("&&")) {
            left = JsonPathQuery.joined(left, condition(), false);
        }
        return left;
    }

    private Condition condition() {
        if (accept("!")) {
            if (!isCondition() || peek(0).equals("!")) {
                throw refused();
            }
            return JsonPathQuery.not(condition());
        }
        if (accept("exists")) {
            expect("(");
            Path path = path();
            expect(")");
            return JsonPathQuery.exists(path);
        }
        if (accept("(")) {
            Condition inner = either();
            expect(")");
            if (peek(0).equals("is") && peek(1).equals("unknown")) {
                at += 2;
                return JsonPathQuery.isUnknown(inner);
            }
            return inner;
        }
        return comparison();
    }

    private Condition comparison() {
        Path left = path();
        String operator = peek(0);
        at++;
        if (operator.equals("starts") && accept("with")) {
            if (!peek(0).startsWith("\"")) {
                throw refused();
            }
            return JsonPathQuery.compared(left, "starts with", path());
        }
        if (operator.equals("like_regex")) {
            return like(left);
        }
        if (!COMPARISONS.contains(operator)) {
            throw refused();
        }
        return JsonPathQuery.compared(left, operator.equals("<>") ? "!=" : operator, path());
    }

    private Condition like(Path left) {
        String pattern = string();
        String flags = accept("flag") ? string() : "";
        if (!flags.matches("[ismq]*")) {
            throw refused();
        }
        String letters = flags.contains("i") ? "i" : "";
        return JsonPathQuery.like(left, RegexText.of(pattern), letters + lineOption(flags));
    }

    /** XQuery's {@code s} is what PostgreSQL does without an option, its {@code m} is half of PostgreSQL's {@code n}. */
    private static String lineOption(String flags) {
        if (flags.contains("q")) {
            return "q";
        }
        if (flags.contains("s")) {
            return flags.contains("m") ? "w" : "";
        }
        return flags.contains("m") ? "n" : "p";
    }

    private String string() {
        String token = peek(0);
        at++;
        if (!token.startsWith("\"")) {
            throw refused();
        }
        return unquoted(token);
    }

    private static String unquoted(String token) {
        return JsonText.unquoted(JsonPaths.parse(token));
    }

    private Path path() {
        String token = peek(0);
        at++;
        if (token.startsWith("$") && token.length() > 1) {
            String name = token.charAt(1) == '"' ? unquoted(token.substring(1)) : token.substring(1);
            return steps((root, current) -> root.variable(name));
        }
        if (NUMBER.matcher(token).matches()
                || token.startsWith("\"")
                || List.of("true", "false", "null").contains(token)) {
            List<String> constant = List.of(JsonPaths.parse(token));
            return (root, current) -> constant;
        }
        return switch (token) {
            case "$" -> steps((root, current) -> List.of(root.json()));
            case "@" -> {
                if (filters == 0) {
                    throw refused();
                }
                yield steps((root, current) -> List.of(current));
            }
            default -> throw refused();
        };
    }

    private Path steps(Path start) {
        Path path = start;
        while (true) {
            if (peek(0).equals(".") && peek(1).equals("**")) {
                at += 2;
                path = JsonPathQuery.then(path, within(), false);
            } else if (accept(".")) {
                path = member(path);
            } else if (accept("[")) {
                path = JsonPathQuery.then(path, subscript(), false);
            } else if (accept("?")) {
                expect("(");
                filters++;
                Condition condition = either();
                filters--;
                expect(")");
                Step filter = (root, item) -> Boolean.TRUE.equals(condition.of(root, item)) ? List.of(item) : List.of();
                path = JsonPathQuery.then(path, filter, true);
            } else {
                return path;
            }
        }
    }

    /** Levels in braces, or all. */
    private Step within() {
        if (!accept("{")) {
            return (root, item) -> JsonPathQuery.within(item, 0, JsonPathQuery.LAST);
        }
        int first = level();
        int last = accept("to") ? level() : first;
        expect("}");
        return (root, item) -> JsonPathQuery.within(item, first, last);
    }

    private int level() {
        Integer level = index();
        return level == null ? JsonPathQuery.LAST : level;
    }

    private Path member(Path path) {
        String name = peek(0);
        at++;
        if (peek(0).equals("(")) {
            Step method = JsonPathQuery.METHODS.get(name);
            at++;
            if (method == null || !accept(")")) {
                throw refused();
            }
            return JsonPathQuery.then(path, method, false);
        }
        if (name.equals("*")) {
            return JsonPathQuery.then(path, (root, item) -> JsonPathQuery.fields(item), true);
        }
        boolean quoted = name.startsWith("\"");
        if (!quoted && !NAME.matcher(name).matches()) {
            throw refused();
        }
        String plain = quoted ? unquoted(name) : name;
        return JsonPathQuery.then(path, (root, item) -> JsonPathQuery.field(item, plain), true);
    }

    /** Elements and ranges of them, as they are written. */
    private Step subscript() {
        if (accept("*")) {
            expect("]");
            return (root, item) -> JsonPathQuery.wrapped(item);
        }
        List<Step> parts = new ArrayList<>();
        do {
            Integer from = index();
            Integer to = accept("to") ? index() : from;
            parts.add((root, item) -> JsonPathQuery.elements(item, from, to));
        } while (accept(","));
        expect("]");
        return (root, item) ->
                parts.stream().flatMap(part -> part.from(root, item).stream()).toList();
    }

    /** Null for the last. */
    private @Nullable Integer index() {
        if (accept("last")) {
            return null;
        }
        String index = peek(0);
        at++;
        if (!INDEX.matcher(index).matches()) {
            throw refused();
        }
        return Integer.valueOf(index);
    }
}
