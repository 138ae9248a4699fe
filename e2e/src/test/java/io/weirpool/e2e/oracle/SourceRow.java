package io.weirpool.e2e.oracle;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row that a source is to hold.
 *
 * @param values as JSON has them, without NULLs
 */
record SourceRow(String source, Map<String, Object> values) {
    SourceRow {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** @param namesAndValues of the columns, one after the other */
    static SourceRow of(String source, Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new SourceRow(source, values);
    }

    /** The same with other values for some columns. */
    SourceRow with(Map<String, ?> others) {
        Map<String, Object> changed = new LinkedHashMap<>(values);
        changed.putAll(others);
        return new SourceRow(source, changed);
    }

    /** The values of these columns alone. */
    Map<String, Object> only(List<String> columns) {
        Map<String, Object> some = new LinkedHashMap<>();
        columns.forEach(column -> some.put(column, values.get(column)));
        return some;
    }
}
