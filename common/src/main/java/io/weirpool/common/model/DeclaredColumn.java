package io.weirpool.common.model;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A column as it was declared. One of type ROW is kept as several: {@code addr.} says whether the row is there, TRUE or NULL,
 * and {@code addr.city} holds a field of it, which can be a row in its turn ({@code addr.geo.}, {@code addr.geo.lat}). So
 * what keeps, moves and compares values knows nothing of rows in rows.
 *
 * @param name of the column, or of the field within its row
 * @param index of the column it is kept as, of a row the one that says whether it is there
 * @param fields of a row; empty for all else
 */
public record DeclaredColumn(String name, int index, List<DeclaredColumn> fields) {
    private static final String POINT = ".";

    public DeclaredColumn {
        requireNonNull(name, "name");
        fields = List.copyOf(fields);
    }

    /** What the columns of a source were declared as. */
    public static List<DeclaredColumn> of(RowType kept) {
        return of(kept.columns().stream().map(column -> column.name().value()).toList());
    }

    /** What columns with these names were declared as. */
    public static List<DeclaredColumn> of(List<String> kept) {
        return within("", kept, 0, kept.size());
    }

    private static List<DeclaredColumn> within(String path, List<String> kept, int from, int to) {
        List<DeclaredColumn> columns = new ArrayList<>();
        int at = from;
        while (at < to) {
            String name = kept.get(at);
            int end = at + 1;
            if (isOfRow(name)) {
                while (end < to && kept.get(end).startsWith(name)) {
                    end++;
                }
                String own = name.substring(path.length(), name.length() - POINT.length());
                columns.add(new DeclaredColumn(own, at, within(name, kept, at + 1, end)));
            } else {
                columns.add(new DeclaredColumn(name.substring(path.length()), at, List.of()));
            }
            at = end;
        }
        return columns;
    }

    /** Whether a column of this name says if a row is there. */
    public static boolean isOfRow(String kept) {
        return kept.endsWith(POINT);
    }

    /** Whether one of the columns is a row. */
    public static boolean anyRow(List<String> kept) {
        return kept.stream().anyMatch(DeclaredColumn::isOfRow);
    }

    /** What says whether the row of this name is there; what its fields are kept as begins so. */
    public static String ofRow(String name) {
        return name + POINT;
    }

    public boolean isRow() {
        return !fields.isEmpty();
    }

    /** How many columns it is kept as, which follow each other. */
    public int width() {
        return isRow() ? 1 + fields.stream().mapToInt(DeclaredColumn::width).sum() : 1;
    }

    /** The type as written in SQL, without nullability. */
    public String type(RowType kept) {
        return isRow()
                ? fields.stream()
                        .map(field -> field.name + " " + field.type(kept))
                        .collect(Collectors.joining(", ", "ROW(", ")"))
                : kept.type(index).toString();
    }
}
