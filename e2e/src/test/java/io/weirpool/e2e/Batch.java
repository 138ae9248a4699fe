package io.weirpool.e2e;

import java.util.List;
import java.util.Map;

/**
 * One batch of commands for one path.
 *
 * @param key of a table; empty for a stream
 */
record Batch(String path, String source, List<String> key, boolean delete, List<Map<String, Object>> rows) {
    static Batch insert(String stream, List<Map<String, Object>> rows) {
        return new Batch("/v1/streams/" + stream, stream, List.of(), false, rows);
    }

    static Batch upsert(String table, List<String> key, List<Map<String, Object>> rows) {
        return new Batch("/v1/tables/" + table, table, key, false, rows);
    }

    static Batch delete(String table, List<String> key, List<Map<String, Object>> rows) {
        return new Batch("/v1/tables/" + table + "?op=delete", table, key, true, rows);
    }
}
