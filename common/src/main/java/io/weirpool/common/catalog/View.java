package io.weirpool.common.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import java.util.List;
import java.util.Map;

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
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> options) {
    public View {
        indexes = indexes.stream().map(List::copyOf).toList();
        inputs = List.copyOf(inputs);
        options = options == null ? Map.of() : Map.copyOf(options); // not written when there are none
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
        this(name, version, flow, sql, columns, key, indexes, partitions, inputs, Map.of());
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
