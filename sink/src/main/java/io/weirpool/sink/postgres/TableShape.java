package io.weirpool.sink.postgres;

import static io.weirpool.sink.postgres.Identifiers.qualified;
import static io.weirpool.sink.postgres.Identifiers.quote;

import io.weirpool.common.catalog.View;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The table of one version of a view, and the readable view over it.
 *
 * <p>Columns that are not declared begin with {@code _}, which no declared name can: {@code _hash} and {@code _count} of
 * a bag, {@code _partition}, {@code _offset} and {@code _index} of rows known by their command, {@code _single} of a
 * view that has one row at most.
 *
 * @param name of the table
 * @param declared how many of the columns are the view's own; they come first
 * @param columns all columns
 * @param key indexes of the columns that identify a row
 * @param indexes declared indexes, each as column indexes
 */
record TableShape(
        String name, int declared, List<TableColumn> columns, List<Integer> key, List<List<Integer>> indexes) {
    static final String SCHEMA = "weirpool_data";
    static final String COUNT = "_count";

    /** A column of a table. */
    record TableColumn(String name, SqlType type) {
        String quoted() {
            return quote(name);
        }

        String definition() {
            return quoted() + " " + PostgresTypes.columnType(type)
                    + (PostgresTypes.hasCollation(type) ? " COLLATE \"C\"" : "")
                    + (type.nullable() ? "" : " NOT NULL");
        }
    }

    static TableShape of(View view) {
        List<TableColumn> columns = new ArrayList<>();
        for (Column column : view.columns().columns()) {
            columns.add(new TableColumn(column.name().value(), column.type()));
        }
        int declared = columns.size();
        columns.addAll(hidden(view.key()));
        String name = view.name() + "__" + view.version();
        return new TableShape(name, declared, List.copyOf(columns), key(view.key(), declared), view.indexes());
    }

    private static List<TableColumn> hidden(ViewKey key) {
        if (key instanceof ViewKey.RowHash) {
            return List.of(notNull("_hash", TypeKind.UUID), notNull(COUNT, TypeKind.BIGINT));
        }
        if (key instanceof ViewKey.LogPosition) {
            return List.of(
                    notNull("_partition", TypeKind.INTEGER),
                    notNull("_offset", TypeKind.BIGINT),
                    notNull("_index", TypeKind.INTEGER));
        }
        return isSingle(key) ? List.of(notNull("_single", TypeKind.BOOLEAN)) : List.of();
    }

    private static List<Integer> key(ViewKey key, int declared) {
        if (key instanceof ViewKey.LogPosition) {
            return List.of(declared, declared + 1, declared + 2);
        }
        return key instanceof ViewKey.Columns columns && !isSingle(key) ? columns.indexes() : List.of(declared);
    }

    private static boolean isSingle(ViewKey key) {
        return key instanceof ViewKey.Columns columns && columns.indexes().isEmpty();
    }

    private static TableColumn notNull(String name, TypeKind kind) {
        return new TableColumn(name, SqlType.of(kind).notNull());
    }

    String qualifiedName() {
        return qualified(SCHEMA, name);
    }

    List<TableColumn> keyColumns() {
        return key.stream().map(columns::get).toList();
    }

    String quotedNames(List<Integer> indexes) {
        return indexes.stream().map(i -> columns.get(i).quoted()).collect(Collectors.joining(", "));
    }

    String quotedNames() {
        return quotedNames(IntStream.range(0, columns.size()).boxed().toList());
    }

    /** A NULL in a key is a value like others, which a PRIMARY KEY does not allow. */
    private String keyConstraint() {
        boolean nullable =
                keyColumns().stream().anyMatch(column -> column.type().nullable());
        return "CONSTRAINT " + quote(name + "_key") + (nullable ? " UNIQUE NULLS NOT DISTINCT (" : " PRIMARY KEY (")
                + quotedNames(key) + ")";
    }

    /**
     * The statement that makes the table. Rows of most views change again and again: room in each page
     * keeps such updates away from the indexes (HOT).
     */
    String create() {
        return "CREATE TABLE " + qualifiedName() + " ("
                + columns.stream().map(TableColumn::definition).collect(Collectors.joining(", ")) + ", "
                + keyConstraint() + ") WITH (fillfactor = 85)";
    }

    /**
     * The statement for each declared index, by its name.
     *
     * @param how {@code CONCURRENTLY}, or nothing
     */
    Map<String, String> createIndexes(String how) {
        Map<String, String> statements = new LinkedHashMap<>();
        for (int i = 0; i < indexes.size(); i++) {
            String index = name + "_i" + i;
            statements.put(
                    index,
                    "CREATE INDEX " + how + " " + quote(index) + " ON " + qualifiedName() + " ("
                            + quotedNames(indexes.get(i)) + ")");
        }
        return statements;
    }

    /** Names of the columns people read. */
    List<String> declaredColumns() {
        return columns.subList(0, declared).stream().map(TableColumn::name).toList();
    }

    /** The columns people read as {@link Relations#columns} gives them. */
    List<String> readableColumns() {
        return columns.subList(0, declared).stream()
                .map(column -> column.name() + " " + PostgresTypes.columnType(column.type())
                        + (PostgresTypes.hasCollation(column.type()) ? " C" : ""))
                .toList();
    }

    /** What people read: exactly the declared columns, and a row of a bag as often as it occurs. */
    String createReadable(String schema, String view) {
        String select = columns.subList(0, declared).stream()
                .map(column -> "t." + column.quoted())
                .collect(Collectors.joining(", "));
        boolean bag = columns.stream().anyMatch(column -> column.name().equals(COUNT));
        return "CREATE OR REPLACE VIEW " + qualified(schema, view) + " AS SELECT " + select + " FROM " + qualifiedName()
                + " AS t" + (bag ? " CROSS JOIN LATERAL generate_series(1, t." + quote(COUNT) + ")" : "");
    }
}
