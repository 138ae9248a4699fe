package io.weirpool.sql.compile;

import io.weirpool.common.codec.JsonText;
import io.weirpool.common.error.WeirpoolException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** JSON by path, and between JSON and other types. */
public final class JsonPaths {
    private static final Pattern INDEX = Pattern.compile("\\s*[+-]?\\d{1,9}");

    private JsonPaths() {}

    @SqlFunction({"CAST_JSON(VARCHAR) JSON", "CAST_JSON(CHAR) JSON"})
    public static String parse(String text) {
        try {
            return JsonText.canonical(text);
        } catch (WeirpoolException e) {
            throw Failures.invalidText("json", text);
        }
    }

    @SqlFunction("CAST_BOOLEAN(JSON) BOOLEAN")
    public static @Nullable Boolean bool(String json) {
        return switch (json) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            case "null" -> null;
            default -> throw Failures.invalidText("boolean", json);
        };
    }

    @SqlFunction("CAST_DECIMAL(JSON) DECIMAL")
    public static @Nullable BigDecimal decimal(String json) {
        if (json.equals("null")) {
            return null;
        }
        char first = json.charAt(0);
        if (first != '-' && !Character.isDigit(first)) {
            throw Failures.invalidText("numeric", json);
        }
        return NumberText.decimal(json);
    }

    @SqlFunction("CAST_INTEGER(JSON) INTEGER")
    public static @Nullable Integer integer(String json) {
        BigDecimal value = decimal(json);
        return value == null ? null : Integer.valueOf(Casts.integer(value));
    }

    @SqlFunction("CAST_SMALLINT(JSON) SMALLINT")
    public static @Nullable Integer smallint(String json) {
        BigDecimal value = decimal(json);
        return value == null ? null : Integer.valueOf(Casts.smallint(value));
    }

    @SqlFunction("CAST_BIGINT(JSON) BIGINT")
    public static @Nullable Long bigint(String json) {
        BigDecimal value = decimal(json);
        return value == null ? null : Long.valueOf(Casts.bigint(value));
    }

    @SqlFunction("CAST_REAL(JSON) REAL")
    public static @Nullable Float real(String json) {
        BigDecimal value = decimal(json);
        return value == null ? null : Float.valueOf(Casts.real(value));
    }

    @SqlFunction("CAST_DOUBLE(JSON) DOUBLE")
    public static @Nullable Double doublePrecision(String json) {
        BigDecimal value = decimal(json);
        return value == null ? null : Double.valueOf(Casts.doublePrecision(value));
    }

    @SqlFunction("#>(JSON, VARCHAR) JSON")
    public static @Nullable String at(String json, Path path) {
        return walk(json, path.steps);
    }

    @SqlFunction("#>>(JSON, VARCHAR) VARCHAR")
    public static @Nullable String textAt(String json, Path path) {
        return Json.text(walk(json, path.steps));
    }

    @SqlFunction("jsonb_extract_path(JSON, VARCHAR...) JSON")
    public static @Nullable String extract(String json, String... steps) {
        return walk(json, List.of(steps));
    }

    @SqlFunction("jsonb_extract_path_text(JSON, VARCHAR...) VARCHAR")
    public static @Nullable String extractText(String json, String... steps) {
        return Json.text(walk(json, List.of(steps)));
    }

    private static @Nullable String walk(String json, List<String> steps) {
        String at = json;
        for (String step : steps) {
            at = at.startsWith("{") ? Json.field(at, step) : elementOfArray(at, step);
            if (at == null) {
                return null;
            }
        }
        return at;
    }

    /** A scalar has no elements here. */
    private static @Nullable String elementOfArray(String json, String step) {
        return json.startsWith("[") && INDEX.matcher(step).matches()
                ? Json.element(json, Integer.parseInt(step.strip()))
                : null;
    }

    @SqlFunction("jsonb_typeof(JSON) VARCHAR")
    public static String type(String json) {
        return switch (json.charAt(0)) {
            case '{' -> "object";
            case '[' -> "array";
            case '"' -> "string";
            case 't', 'f' -> "boolean";
            case 'n' -> "null";
            default -> "number";
        };
    }

    @SqlFunction("jsonb_array_length(JSON) INTEGER")
    public static int length(String json) {
        if (!json.startsWith("[")) {
            throw Failures.invalid("cannot get array length of " + (json.startsWith("{") ? "a non-array" : "a scalar"));
        }
        return json.equals("[]") ? 0 : new io.weirpool.sql.compile.JsonText(json).count();
    }

    /** A constant path {@code {a,0,b}}; quotes inside are refused. */
    public static final class Path {
        private final List<String> steps;

        private Path(List<String> steps) {
            this.steps = steps;
        }

        List<String> steps() {
            return steps;
        }

        public static Path of(String text) {
            String trimmed = text.strip();
            boolean plain = trimmed.startsWith("{") && trimmed.endsWith("}") && trimmed.matches("[^\"\\\\]*");
            if (!plain) {
                throw Failures.unsupported("the path '%s'; write it like {a,0,b}".formatted(Failures.shown(text)));
            }
            List<String> steps = new ArrayList<>();
            String inner = trimmed.substring(1, trimmed.length() - 1);
            for (String step : inner.isBlank() ? new String[0] : inner.split(",", -1)) {
                String name = step.strip();
                if (name.isEmpty() || name.matches(".*[{}].*") || name.equalsIgnoreCase("null")) {
                    throw Failures.unsupported("the path '%s'".formatted(Failures.shown(text)));
                }
                steps.add(name);
            }
            return new Path(List.copyOf(steps));
        }
    }
}
