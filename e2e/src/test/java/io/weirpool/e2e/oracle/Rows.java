package io.weirpool.e2e.oracle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the sources hold after some commands: streams keep every row, tables the last of each key. */
final class Rows {
    private final Map<String, List<Map<String, @Nullable Object>>> streams = new LinkedHashMap<>();
    private final Map<String, Map<String, Map<String, @Nullable Object>>> tables = new LinkedHashMap<>();

    void apply(Command command) {
        Map<String, @Nullable Object> row = command.row();
        String key = command.key();
        if (key == null && row != null) {
            streams.computeIfAbsent(command.source(), s -> new ArrayList<>()).add(row);
        } else if (key != null && row == null) {
            tables.computeIfAbsent(command.source(), s -> new LinkedHashMap<>()).remove(key);
        } else if (key != null && row != null) {
            tables.computeIfAbsent(command.source(), s -> new LinkedHashMap<>()).put(key, row);
        }
    }

    Collection<Map<String, @Nullable Object>> of(String source) {
        return tables.containsKey(source) ? tables.get(source).values() : streams.getOrDefault(source, List.of());
    }
}
