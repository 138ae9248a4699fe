package io.weirpool.e2e.oracle;

import io.weirpool.e2e.oracle.SourceSpec.ColumnSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Streams and tables with columns of all types. */
final class Schemas {
    /** Types of key columns; REAL, DOUBLE and JSON cannot be one. */
    private static final List<ColumnType> KEYS = List.of(
            ColumnType.INTEGER,
            ColumnType.BIGINT,
            ColumnType.VARCHAR,
            ColumnType.DATE,
            ColumnType.SMALLINT,
            ColumnType.UUID);

    /** Columns that most sources have, so that they can be joined and windowed. */
    private static final List<ColumnType> USUAL = List.of(
            ColumnType.INTEGER, ColumnType.VARCHAR, ColumnType.TIMESTAMP, ColumnType.DECIMAL, ColumnType.BIGINT);

    /** Bytes are written otherwise in JSON of PostgreSQL's. */
    private static final List<ColumnType> IN_ROWS = Arrays.stream(ColumnType.values())
            .filter(type -> type != ColumnType.BYTEA)
            .toList();

    private final Draw draw;

    Schemas(Draw draw) {
        this.draw = draw;
    }

    List<SourceSpec> sources() {
        return IntStream.range(0, 2 + draw.below(3))
                .mapToObj(i -> source(Case.SOURCE + i, i == 0 || draw.chance(0.5)))
                .toList();
    }

    private SourceSpec source(String name, boolean table) {
        List<ColumnSpec> columns = new ArrayList<>();
        if (table) {
            draw.some(KEYS, 1, 2).forEach(type -> columns.add(new ColumnSpec("k" + columns.size(), type, false)));
        }
        List<String> key = columns.stream().map(ColumnSpec::name).toList();
        List<ColumnType> types = new ArrayList<>(draw.some(USUAL, 1, 3));
        types.addAll(draw.some(List.of(ColumnType.values()), 1, 3));
        types.forEach(type -> columns.add(new ColumnSpec("a" + columns.size(), type, draw.chance(0.75))));
        if (draw.chance(0.3)) {
            columns.addAll(row("r" + columns.size(), draw.chance(0.4)));
        }
        return new SourceSpec(name, columns, key, 1 + draw.below(3));
    }

    /** Fields of a column of type ROW, the last perhaps of a row in it. */
    private List<ColumnSpec> row(String name, boolean nested) {
        List<ColumnSpec> fields = new ArrayList<>();
        List<ColumnType> types = new ArrayList<>(draw.some(USUAL, 1, 2));
        types.addAll(draw.some(IN_ROWS, 1, 2));
        for (ColumnType type : types) {
            boolean last = fields.size() == types.size() - 1;
            fields.add(new ColumnSpec(name + (last && nested ? ".g" : "") + ".f" + fields.size(), type, true));
        }
        return fields;
    }
}
