package io.weirpool.e2e.oracle;

import io.weirpool.e2e.oracle.SourceSpec.ColumnSpec;
import java.util.ArrayList;
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
        return new SourceSpec(name, columns, key, 1 + draw.below(3));
    }
}
