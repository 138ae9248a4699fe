package io.weirpool.sql.compile;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code text IS JSON}: whether it is, and of which sort. Nothing is read into it: any number and any escape will do. */
public final class JsonSyntax {
    private static final Pattern TOKEN = Pattern.compile("[ \\t\\n"
            + "\\r"
            + "]*(?:([\\[\\]{},:])|(\"(?:[^\"\\\\\\x00-\\x1f]|\\\\(?:[\"\\\\/bfnrt]|u[0-9a-fA-F]{4}))*+\")"
            + "|(-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![0-9a-zA-Z_.+-])|(?:true|false|null)(?![0-9a-zA-Z_]))"
            + "|(\\z))");

    /** What may come next. */
    private enum Next {
        VALUE,
        VALUE_OR_END,
        NAME,
        NAME_OR_END,
        COLON,
        COMMA_OR_END,
        NOTHING
    }

    private JsonSyntax() {}

    @SqlFunction("is-json(VARCHAR) BOOLEAN")
    public static boolean isJson(String text) {
        Matcher token = TOKEN.matcher(text);
        Deque<Character> open = new ArrayDeque<>();
        Next next = Next.VALUE;
        while (next != null && token.lookingAt()) {
            if (token.group(4) != null) {
                return next == Next.NOTHING;
            }
            next = token.group(1) != null
                    ? mark(token.group(1).charAt(0), next, open)
                    : value(token.group(2) != null, next, open);
            token.region(token.end(), text.length());
        }
        return false;
    }

    private static @Nullable Next mark(char mark, Next next, Deque<Character> open) {
        boolean value = next == Next.VALUE || next == Next.VALUE_OR_END;
        switch (mark) {
            case '[', '{' -> {
                open.push(mark);
                return !value ? null : mark == '[' ? Next.VALUE_OR_END : Next.NAME_OR_END;
            }
            case ':' -> {
                return next == Next.COLON ? Next.VALUE : null;
            }
            case ',' -> {
                return next != Next.COMMA_OR_END ? null : open.element() == '[' ? Next.VALUE : Next.NAME;
            }
            default -> {
                Next empty = mark == ']' ? Next.VALUE_OR_END : Next.NAME_OR_END;
                boolean ends = (next == empty || next == Next.COMMA_OR_END)
                        && !open.isEmpty()
                        && open.pop() == (mark == ']' ? '[' : '{');
                return ends ? after(open) : null;
            }
        }
    }

    private static @Nullable Next value(boolean string, Next next, Deque<Character> open) {
        return switch (next) {
            case VALUE, VALUE_OR_END -> after(open);
            case NAME, NAME_OR_END -> string ? Next.COLON : null;
            default -> null;
        };
    }

    private static Next after(Deque<Character> open) {
        return open.isEmpty() ? Next.NOTHING : Next.COMMA_OR_END;
    }

    @SqlFunction("is-json-object(VARCHAR) BOOLEAN")
    public static boolean isObject(String text) {
        return text.stripLeading().startsWith("{") && isJson(text);
    }

    @SqlFunction("is-json-array(VARCHAR) BOOLEAN")
    public static boolean isArray(String text) {
        return text.stripLeading().startsWith("[") && isJson(text);
    }

    @SqlFunction("is-json-scalar(VARCHAR) BOOLEAN")
    public static boolean isScalar(String text) {
        return isJson(text) && !isObject(text) && !isArray(text);
    }
}
