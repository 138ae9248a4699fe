package io.weirpool.sql.compile;

import io.weirpool.common.model.ArrayValue;
import io.weirpool.sql.compile.JsonPaths.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON with something changed in it. */
public final class JsonEdits {
    private JsonEdits() {}

    /** Two objects become one, the second's fields counting; else the elements of both are one array. */
    @SqlFunction("||(JSON, JSON) JSON")
    public static String concatenated(String a, String b) {
        if (JsonParts.isObject(a) && JsonParts.isObject(b)) {
            Map<String, String> fields = JsonParts.fields(a);
            fields.putAll(JsonParts.fields(b));
            return JsonParts.object(fields);
        }
        List<String> elements = elements(a);
        elements.addAll(elements(b));
        return JsonParts.array(elements);
    }

    private static List<String> elements(String json) {
        return JsonParts.isObject(json) ? new ArrayList<>(List.of(json)) : JsonParts.elements(json);
    }

    /** Without the field of that name, or the strings of an array that are that text. */
    @SqlFunction("-(JSON, VARCHAR) JSON")
    public static String without(String json, String name) {
        refuseScalar(json, "delete from");
        if (JsonParts.isObject(json)) {
            Map<String, String> fields = JsonParts.fields(json);
            fields.remove(name);
            return JsonParts.object(fields);
        }
        List<String> elements = JsonParts.elements(json);
        elements.removeIf(JsonParts.string(name)::equals);
        return JsonParts.array(elements);
    }

    /** Without the fields of those names, or the strings of an array that are one of them. */
    @SqlFunction("-(JSON, VARCHAR[]) JSON")
    public static String without(String json, ArrayValue names) {
        refuseScalar(json, "delete from");
        String rest = json;
        for (Object name : names.elements()) {
            rest = name == null ? rest : without(rest, (String) name);
        }
        return rest;
    }

    private static void refuseScalar(String json, String what) {
        if (JsonParts.isScalar(json)) {
            throw Failures.invalid("cannot " + what + " scalar");
        }
    }

    /** Without the element at that place, counted from 0, or from -1 at the end. */
    @SqlFunction("-(JSON, INTEGER) JSON")
    public static String without(String json, int index) {
        refuseScalar(json, "delete from");
        if (JsonParts.isObject(json)) {
            throw Failures.invalid("cannot delete from object using integer index");
        }
        List<String> elements = JsonParts.elements(json);
        long at = index < 0 ? (long) index + elements.size() : index;
        if (at >= 0 && at < elements.size()) {
            elements.remove((int) at);
        }
        return JsonParts.array(elements);
    }

    @SqlFunction("#-(JSON, VARCHAR) JSON")
    public static String without(String json, Path path) {
        refuseScalar(json, "delete path in");
        return path.steps().isEmpty() ? json : changed(json, path.steps(), (place, there) -> place.remove());
    }

    @SqlFunction("jsonb_set(JSON, VARCHAR, JSON) JSON")
    public static String set(String json, Path path, String value) {
        return set(json, path, value, true);
    }

    /** @param create whether a last step that is not there is added */
    @SqlFunction("jsonb_set(JSON, VARCHAR, JSON, BOOLEAN) JSON")
    public static String set(String json, Path path, String value, boolean create) {
        refuseScalar(json, "set path in");
        if (path.steps().isEmpty()) {
            return json;
        }
        return changed(json, path.steps(), (place, there) -> {
            if (there || create) {
                place.put(value);
            }
        });
    }

    /** As {@code jsonb_set}; NULL becomes JSON's null. */
    @SqlFunction(takesNulls = true, value = "jsonb_set_lax(JSON, VARCHAR, JSON) JSON")
    public static @Nullable String setLax(@Nullable String json, Path path, @Nullable String value) {
        return setLax(json, path, value, Boolean.TRUE);
    }

    @SqlFunction(takesNulls = true, value = "jsonb_set_lax(JSON, VARCHAR, JSON, BOOLEAN) JSON")
    public static @Nullable String setLax(
            @Nullable String json, Path path, @Nullable String value, @Nullable Boolean create) {
        return setLax(json, path, value, create, NullTreatment.of("use_json_null"));
    }

    /** @param treatment what is done with a value that is NULL */
    @SqlFunction(takesNulls = true, value = "jsonb_set_lax(JSON, VARCHAR, JSON, BOOLEAN, VARCHAR) JSON")
    public static @Nullable String setLax(
            @Nullable String json,
            Path path,
            @Nullable String value,
            @Nullable Boolean create,
            NullTreatment treatment) {
        if (json == null || create == null) {
            return null;
        }
        if (value != null) {
            return set(json, path, value, create);
        }
        return switch (treatment.name) {
            case "raise_exception" -> throw Failures.invalid("JSON value must not be null");
            case "use_json_null" -> set(json, path, "null", create);
            case "delete_key" -> without(json, path);
            default -> json;
        };
    }

    /** What {@code jsonb_set_lax} does with NULL, a constant. */
    public static final class NullTreatment {
        private static final Set<String> NAMES =
                Set.of("raise_exception", "use_json_null", "delete_key", "return_target");

        private final String name;

        private NullTreatment(String name) {
            this.name = name;
        }

        public static NullTreatment of(String name) {
            if (!NAMES.contains(name)) {
                throw Failures.invalid(
                        "null_value_treatment must be \"delete_key\", \"return_target\", \"use_json_null\", or"
                                + " \"raise_exception\"");
            }
            return new NullTreatment(name);
        }
    }

    @SqlFunction("jsonb_insert(JSON, VARCHAR, JSON) JSON")
    public static String insert(String json, Path path, String value) {
        return insert(json, path, value, false);
    }

    /** @param after whether an element goes behind the one of the path; a field must be new */
    @SqlFunction("jsonb_insert(JSON, VARCHAR, JSON, BOOLEAN) JSON")
    public static String insert(String json, Path path, String value, boolean after) {
        refuseScalar(json, "set path in");
        if (path.steps().isEmpty()) {
            return json;
        }
        return changed(json, path.steps(), (place, there) -> place.insert(value, after));
    }

    private interface Change {
        /** @param there whether the place holds a value */
        void at(Place place, boolean there);
    }

    /** Where the last step of a path leads. */
    private interface Place {
        void remove();

        void put(String value);

        void insert(String value, boolean after);
    }

    private static String changed(String json, List<String> steps, Change change) {
        if (JsonParts.isScalar(json)) {
            return json;
        }
        return JsonParts.isObject(json) ? inObject(json, steps, change) : inArray(json, steps, change);
    }

    private static String inObject(String json, List<String> steps, Change change) {
        Map<String, String> fields = JsonParts.fields(json);
        String name = steps.get(0);
        String there = fields.get(name);
        if (steps.size() == 1) {
            change.at(new Field(fields, name), there != null);
        } else if (there != null) {
            fields.put(name, changed(there, steps.subList(1, steps.size()), change));
        }
        return JsonParts.object(fields);
    }

    private record Field(Map<String, String> fields, String name) implements Place {
        @Override
        public void remove() {
            fields.remove(name);
        }

        @Override
        public void put(String value) {
            fields.put(name, value);
        }

        @Override
        public void insert(String value, boolean after) {
            if (fields.containsKey(name)) {
                throw Failures.invalid("cannot replace existing key");
            }
            fields.put(name, value);
        }
    }

    private static String inArray(String json, List<String> steps, Change change) {
        List<String> elements = JsonParts.elements(json);
        int wanted = index(steps.get(0));
        long at = wanted < 0 ? (long) wanted + elements.size() : wanted;
        boolean there = at >= 0 && at < elements.size();
        if (steps.size() == 1) {
            change.at(new Element(elements, at), there);
        } else if (there) {
            elements.set((int) at, changed(elements.get((int) at), steps.subList(1, steps.size()), change));
        }
        return JsonParts.array(elements);
    }

    private static int index(String step) {
        try {
            return Integer.parseInt(step);
        } catch (NumberFormatException e) {
            throw Failures.invalid("path element \"%s\" is not an integer".formatted(Failures.shown(step)));
        }
    }

    /** @param at may lie outside: then what is put goes to the nearer end */
    private record Element(List<String> elements, long at) implements Place {
        private boolean there() {
            return at >= 0 && at < elements.size();
        }

        @Override
        public void remove() {
            if (there()) {
                elements.remove((int) at);
            }
        }

        @Override
        public void put(String value) {
            if (there()) {
                elements.set((int) at, value);
            } else {
                elements.add(at < 0 ? 0 : elements.size(), value);
            }
        }

        @Override
        public void insert(String value, boolean after) {
            if (there()) {
                elements.add((int) at + (after ? 1 : 0), value);
            } else {
                put(value);
            }
        }
    }

    /** Without fields that are null, at every depth; elements of arrays stay. */
    @SqlFunction("jsonb_strip_nulls(JSON) JSON")
    public static String withoutNulls(String json) {
        if (JsonParts.isScalar(json)) {
            return json;
        }
        if (JsonParts.isArray(json)) {
            List<String> elements = JsonParts.elements(json);
            elements.replaceAll(JsonEdits::withoutNulls);
            return JsonParts.array(elements);
        }
        Map<String, String> fields = JsonParts.fields(json);
        fields.values().removeIf("null"::equals);
        fields.replaceAll((name, value) -> withoutNulls(value));
        return JsonParts.object(fields);
    }

    /** With line breaks, and four blanks for each depth. */
    @SqlFunction("jsonb_pretty(JSON) VARCHAR")
    public static String pretty(String json) {
        StringBuilder out = new StringBuilder();
        pretty(json, "\n", out);
        return out.toString();
    }

    private static void pretty(String json, String line, StringBuilder out) {
        if (JsonParts.isScalar(json)) {
            out.append(json);
            return;
        }
        String inner = line + "    ";
        out.append(json.charAt(0));
        String before = inner;
        if (JsonParts.isArray(json)) {
            for (String element : JsonParts.elements(json)) {
                out.append(before);
                pretty(element, inner, out);
                before = "," + inner;
            }
        } else {
            for (Map.Entry<String, String> field : JsonParts.fields(json).entrySet()) {
                out.append(before).append(JsonParts.string(field.getKey())).append(": ");
                pretty(field.getValue(), inner, out);
                before = "," + inner;
            }
        }
        out.append(line).append(JsonParts.isArray(json) ? ']' : '}');
    }
}
