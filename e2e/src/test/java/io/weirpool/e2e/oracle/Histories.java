package io.weirpool.e2e.oracle;

import io.weirpool.e2e.oracle.SourceSpec.ColumnSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Commands: inserts with repeats, upserts of few keys, deletes (also of what is not there), the same row again after its
 * delete or beside itself, NULLs and, in some histories, extremes.
 */
final class Histories {
    private static final double NULL = 0.15;
    /** Keys of a table, so that most upserts replace a row. */
    private static final int KEYS_EACH = 10;

    private final Draw draw;
    private final boolean extremes;
    private final Map<String, List<Map<String, @Nullable Object>>> earlier = new HashMap<>();
    private final Map<String, List<Map<String, Object>>> keys = new HashMap<>();

    Histories(Draw draw, boolean extremes) {
        this.draw = draw;
        this.extremes = extremes;
    }

    List<Command> commands(List<SourceSpec> sources, int count) {
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SourceSpec source = draw.of(sources);
            commands.add(source.isTable() ? upsertOrDelete(source) : insert(source));
        }
        return commands;
    }

    private Command insert(SourceSpec source) {
        return new Command(source.name(), draw.below(source.partitions()), null, row(source, Map.of()));
    }

    private Command upsertOrDelete(SourceSpec source) {
        Map<String, Object> key = draw.of(keys.computeIfAbsent(source.name(), s -> keys(source)));
        if (draw.chance(0.25)) {
            return keyed(source, key, null);
        }
        return keyed(source, key, row(source, key));
    }

    private List<Map<String, Object>> keys(SourceSpec source) {
        List<Map<String, Object>> made = new ArrayList<>();
        for (int i = 0; i < KEYS_EACH; i++) {
            Map<String, Object> key = new LinkedHashMap<>();
            source.columns().stream()
                    .filter(c -> source.key().contains(c.name()))
                    .forEach(c -> key.put(c.name(), c.type().value(draw.random(), extremes)));
            made.add(key);
        }
        return made;
    }

    /** A command in the partition of its key. */
    static Command keyed(SourceSpec source, Map<String, ?> row, @Nullable Map<String, @Nullable Object> value) {
        String key = Json.text(source.key().stream().map(row::get).toList());
        int partition = Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % source.partitions();
        return new Command(source.name(), partition, key, value);
    }

    private Map<String, @Nullable Object> row(SourceSpec source, Map<String, Object> key) {
        List<Map<String, @Nullable Object>> before = earlier.computeIfAbsent(source.name(), s -> new ArrayList<>());
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        if (!before.isEmpty() && draw.chance(0.15)) {
            row.putAll(draw.of(before));
        } else {
            Map<String, @Nullable Object> flat = new LinkedHashMap<>();
            source.columns().forEach(column -> flat.put(column.name(), value(column)));
            row.putAll(RowTypes.nested(flat, draw));
        }
        row.putAll(key);
        before.add(row);
        return row;
    }

    private @Nullable Object value(ColumnSpec column) {
        return column.nullable() && draw.chance(NULL) ? null : column.type().value(draw.random(), extremes);
    }
}
