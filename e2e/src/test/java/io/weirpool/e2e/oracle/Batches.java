package io.weirpool.e2e.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Commands as requests: those in a row for one path are one. */
final class Batches {
    private Batches() {}

    /** Rows for one path. */
    record Batch(String path, List<Map<String, @Nullable Object>> rows) {}

    static List<Batch> of(Case given, List<Command> commands) {
        return of(source -> given.source(source).key(), commands);
    }

    /** @param key of a source, the names of its columns; empty for a stream */
    static List<Batch> of(Function<String, List<String>> key, List<Command> commands) {
        List<Batch> batches = new ArrayList<>();
        for (Command command : commands) {
            List<String> columns = key.apply(command.source());
            String path = "/v1/" + (columns.isEmpty() ? "streams/" : "tables/") + command.source()
                    + (command.row() == null ? "?op=delete" : "");
            if (batches.isEmpty() || !batches.get(batches.size() - 1).path().equals(path)) {
                batches.add(new Batch(path, new ArrayList<>()));
            }
            batches.get(batches.size() - 1).rows().add(row(columns, command));
        }
        return batches;
    }

    private static Map<String, @Nullable Object> row(List<String> keyColumns, Command command) {
        Map<String, @Nullable Object> row = command.row();
        String key = command.key();
        if (row != null || key == null) {
            return row == null ? Map.of() : row;
        }
        List<Object> values = Json.list(key);
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            columns.put(keyColumns.get(i), values.get(i));
        }
        return columns;
    }
}
