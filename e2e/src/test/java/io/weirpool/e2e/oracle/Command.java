package io.weirpool.e2e.oracle;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of a log.
 *
 * @param key canonical JSON of a table's key; null for a stream
 * @param row values as JSON has them, a NULL left out or null; null for a delete
 */
record Command(
        String source,
        int partition,
        @Nullable String key,
        @Nullable Map<String, @Nullable Object> row) {
    @Override
    public String toString() {
        return source + "-" + partition + (key == null ? "" : " " + key) + " "
                + (row == null ? "delete" : Json.text(row));
    }
}
