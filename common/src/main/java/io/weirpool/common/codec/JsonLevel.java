package io.weirpool.common.codec;

import com.fasterxml.jackson.core.io.SerializedString;
import io.weirpool.common.model.DeclaredColumn;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object of a row: its own, or those of a column of type ROW; by place, in declared order. */
final class JsonLevel {
    final String[] names;
    final SerializedString[] serialized;
    /** What stands before each value that is written, without what separates it from the one before. */
    final byte[][] prefixes;
    /** The row's column for each; of a row in it the one that says whether that is there. */
    final int[] columns;
    /** The fields of each that is a row. */
    final @Nullable JsonLevel[] inner;

    private final Map<String, Integer> places = new HashMap<>();

    private JsonLevel(List<DeclaredColumn> declared) {
        this.names = declared.stream().map(DeclaredColumn::name).toArray(String[]::new);
        this.serialized = declared.stream()
                .map(column -> new SerializedString(column.name()))
                .toArray(SerializedString[]::new);
        this.prefixes = declared.stream()
                .map(column -> ('"' + column.name() + "\":").getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.columns = declared.stream().mapToInt(DeclaredColumn::index).toArray();
        this.inner = new JsonLevel[names.length];
        for (int i = 0; i < names.length; i++) {
            places.put(names[i], i);
            DeclaredColumn column = declared.get(i);
            inner[i] = column.isRow() ? new JsonLevel(column.fields()) : null;
        }
    }

    /** @param columns the names that the columns are kept under */
    static JsonLevel of(List<String> columns) {
        return new JsonLevel(DeclaredColumn.of(columns));
    }

    int size() {
        return names.length;
    }

    /** Place of the field; -1 when it is not known. */
    int placeOf(String name) {
        return places.getOrDefault(name, -1);
    }

    /** Whether one of the fields is a row. */
    boolean isNested() {
        for (JsonLevel level : inner) {
            if (level != null) {
                return true;
            }
        }
        return false;
    }

    /** Whether something at this place is among these columns. */
    boolean any(int place, boolean[] among) {
        JsonLevel row = inner[place];
        boolean found = among[columns[place]];
        for (int i = 0; row != null && i < row.size(); i++) {
            found |= row.any(i, among);
        }
        return found;
    }
}
