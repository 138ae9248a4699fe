package io.weirpool.e2e.oracle;

import io.weirpool.e2e.oracle.SourceSpec.ColumnSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Columns of type ROW: those with points in their names, {@code a.b} being field b of a, and {@code a.c.d} one of a row in it. */
final class RowTypes {
    private static final double MISSING = 0.15;

    private RowTypes() {}

    /** A column, or a field, as it is declared in its turn. */
    private record Field(String name, @Nullable ColumnSpec column, List<Field> fields) {
        String sql(String type) {
            return name + " " + type + (column == null || column.nullable() ? "" : " NOT NULL");
        }
    }

    private static List<Field> fields(List<ColumnSpec> columns, String path) {
        Map<String, List<ColumnSpec>> named = new LinkedHashMap<>();
        for (ColumnSpec column : columns) {
            String name = column.name().substring(path.length()).split("\\.", 2)[0];
            named.computeIfAbsent(name, n -> new ArrayList<>()).add(column);
        }
        List<Field> fields = new ArrayList<>();
        named.forEach((name, all) -> {
            boolean row = !all.get(0).name().equals(path + name);
            fields.add(new Field(name, row ? null : all.get(0), row ? fields(all, path + name + ".") : List.of()));
        });
        return fields;
    }

    /** The columns as a stream or a table has them. */
    static String declared(List<ColumnSpec> columns) {
        return list(fields(columns, ""));
    }

    private static String list(List<Field> fields) {
        StringJoiner list = new StringJoiner(", ");
        fields.forEach(field -> list.add(field.sql(
                field.column() == null
                        ? "ROW(" + list(field.fields()) + ")"
                        : field.column().type().sql())));
        return list.toString();
    }

    /**
     * The columns as a table of PostgreSQL has them.
     *
     * @param name what names of types begin with
     * @param types to which what makes those of rows is added
     */
    static String postgres(String name, List<ColumnSpec> columns, List<String> types) {
        return typed(name, types, fields(columns, ""));
    }

    private static String typed(String name, List<String> types, List<Field> fields) {
        StringJoiner list = new StringJoiner(", ");
        for (Field field : fields) {
            String type = name + "_" + field.name();
            if (field.column() == null) {
                String inner = typed(type, types, field.fields());
                types.add("CREATE TYPE " + type + " AS (" + inner + "); ");
            }
            list.add(field.sql(
                    field.column() == null ? type : field.column().type().sql()));
        }
        return list.toString();
    }

    /** A row with its rows as objects, some of which are not there. */
    static Map<String, @Nullable Object> nested(Map<String, @Nullable Object> flat, Draw draw) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        Map<String, Map<String, @Nullable Object>> inner = new LinkedHashMap<>();
        flat.forEach((name, value) -> {
            int point = name.indexOf('.');
            if (point < 0) {
                row.put(name, value);
            } else {
                row.put(name.substring(0, point), null);
                inner.computeIfAbsent(name.substring(0, point), n -> new LinkedHashMap<>())
                        .put(name.substring(point + 1), value);
            }
        });
        inner.forEach((name, fields) -> row.put(name, draw.chance(MISSING) ? null : nested(fields, draw)));
        return row;
    }
}
