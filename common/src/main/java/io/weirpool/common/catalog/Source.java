package io.weirpool.common.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A declared source.
 *
 * @param name unique among sources and views of the pipeline
 * @param kind stream (a bag of rows) or table (the last upsert of a key stands)
 * @param columns declared order
 * @param key indexes of the PRIMARY KEY columns in declared order of the key. Of a table what an upsert replaces; of a
 *     stream, which may have none, what identifies a row that is sent again
 * @param checks the CHECK conditions as SQL text, in declared order; a row passes when none is false (NULL passes)
 * @param partitions of the log; fixed for ever
 * @param options what {@code WITH (...)} said, checked by {@code sql}
 * @param watermark of a stream that declares one
 */
public record Source(
        Name name,
        Kind kind,
        RowType columns,
        List<Integer> key,
        List<String> checks,
        int partitions,
        Map<String, String> options,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Watermark watermark) {
    /** Closed: a source either keeps every row or the last one per key. */
    public enum Kind {
        STREAM,
        TABLE
    }

    public Source {
        key = List.copyOf(key);
        checks = List.copyOf(checks);
        options = Map.copyOf(options);
        if (kind == Kind.TABLE && key.isEmpty()) {
            throw new IllegalArgumentException("a table has a key: " + name);
        }
        if (partitions < 1) {
            throw new IllegalArgumentException(name + " has " + partitions + " partitions");
        }
        if (watermark != null && (kind == Kind.TABLE || watermark.column() >= columns.size())) {
            throw new IllegalArgumentException(name + " cannot have " + watermark);
        }
    }

    /** A source without a watermark. */
    public Source(
            Name name,
            Kind kind,
            RowType columns,
            List<Integer> key,
            List<String> checks,
            int partitions,
            Map<String, String> options) {
        this(name, kind, columns, key, checks, partitions, options, null);
    }

    /** The same with one. */
    public Source withWatermark(Watermark declared) {
        return new Source(name, kind, columns, key, checks, partitions, options, declared);
    }

    /** Whether the records of its log have a key, and live in that key's partition. */
    public boolean isKeyed() {
        return !key.isEmpty();
    }

    public boolean isTable() {
        return kind == Kind.TABLE;
    }
}
