package io.weirpool.common.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of a materialized view, as resolved when it was applied: all that a sink or a reader needs to know of it.
 *
 * @param name unique among sources and views of the pipeline
 * @param version 1 for the first; never used again
 * @param flow number of the flow that computes it
 * @param sql the query as written, without {@code CREATE MATERIALIZED VIEW}
 * @param columns the readable columns in order; NOT NULL as proved by the plan
 * @param key what identifies a row
 * @param indexes columns of each declared index
 * @param partitions of the view topic; one task of the flow writes each
 * @param inputs the logs whose positions travel with the view
 * @param options what {@code WITH (...)} and {@code EMIT FINAL} said, checked by {@code sql}; empty without either
 * @param copied of a version that was not computed from the beginning of its logs; null of all others
 */
public record View(
        Name name,
        int version,
        int flow,
        String sql,
        RowType columns,
        ViewKey key,
        List<List<Integer>> indexes,
        int partitions,
        List<Input> inputs,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> options,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Copied copied) {
    /**
     * Rows that cannot change any more, and are copied from the live version; the others come from the logs.
     *
     * @param column index of the one that tells them apart, a column of the key: a TIMESTAMP, TIMESTAMPTZ or DATE
     * @param below rows with a lesser value are copied, whatever the flow says of them; microseconds or days since 1970
     * @param from where the flow begins to read each partition of each log, by topic: no row before has an effect on the
     *     rows that are not copied
     * @param to the live version's rows are final once it has come to these offsets
     */
    public record Copied(int column, long below, Map<String, List<Long>> from, Map<String, List<Long>> to) {
        public Copied {
            from = Map.copyOf(from);
            to = Map.copyOf(to);
        }
    }

    public View {
        indexes = indexes.stream().map(List::copyOf).toList();
        inputs = List.copyOf(inputs);
        options = options == null ? Map.of() : Map.copyOf(options); // not written when there are none
    }

    /** What stands for a version of a view in logs and where versions are told apart: {@code <view>.v<n>}. */
    public static String versionedName(String view, int version) {
        return view + ".v" + version;
    }

    /** {@code <view>.v<n>}. */
    public String versionedName() {
        return versionedName(name.value(), version);
    }

    /** A view that is computed from the beginning of its logs. */
    public View(
            Name name,
            int version,
            int flow,
            String sql,
            RowType columns,
            ViewKey key,
            List<List<Integer>> indexes,
            int partitions,
            List<Input> inputs,
            Map<String, String> options) {
        this(name, version, flow, sql, columns, key, indexes, partitions, inputs, options, null);
    }

    /** The same with rows that are copied. */
    public View withCopied(@Nullable Copied rows) {
        return new View(name, version, flow, sql, columns, key, indexes, partitions, inputs, options, rows);
    }

    /** A view without options. */
    public View(
            Name name,
            int version,
            int flow,
            String sql,
            RowType columns,
            ViewKey key,
            List<List<Integer>> indexes,
            int partitions,
            List<Input> inputs) {
        this(name, version, flow, sql, columns, key, indexes, partitions, inputs, Map.of(), null);
    }

    /**
     * A log the view reads.
     *
     * @param source the source's name
     * @param partitions of its log
     * @param spread true: every view partition hears of every log partition (there is a hop between); false: view
     *     partition q hears of log partition q only
     */
    public record Input(Name source, int partitions, boolean spread) {}
}
