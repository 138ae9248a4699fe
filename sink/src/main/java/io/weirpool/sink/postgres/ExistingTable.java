package io.weirpool.sink.postgres;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is in the database under a name we want, and whether it is what we would make. */
final class ExistingTable {
    private ExistingTable() {}

    /** Whether a table, view or other relation has the name. */
    static boolean isThere(Connection connection, String schema, String name) throws SQLException {
        String sql = """
            SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = ? AND c.relname = ?
            """;
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, schema);
            query.setString(2, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Whether it is a plain view that reads the version's table. */
    static boolean isReadableOver(Connection connection, String schema, String name, TableShape shape)
            throws SQLException {
        String sql = """
            SELECT FROM pg_class c
              JOIN pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_rewrite r ON r.ev_class = c.oid
              JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
              JOIN pg_class t ON d.refclassid = 'pg_class'::regclass AND t.oid = d.refobjid
              JOIN pg_namespace tn ON tn.oid = t.relnamespace
             WHERE c.relkind = 'v' AND n.nspname = ? AND c.relname = ? AND tn.nspname = ? AND t.relname = ?
            """;
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, schema);
            query.setString(2, name);
            query.setString(3, TableShape.SCHEMA);
            query.setString(4, shape.name());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    /**
     * Compares columns and key with those in the database.
     *
     * @throws WeirpoolException {@code TABLE_SHAPE_DIFFERS} with the first difference
     */
    static void requireShape(Connection connection, TableShape shape) throws SQLException {
        List<String> found = columns(connection, shape);
        List<String> wanted =
                shape.columns().stream().map(TableShape.TableColumn::definition).toList();
        for (int i = 0; i < Math.max(found.size(), wanted.size()); i++) {
            requireSame(shape, "column " + (i + 1), at(found, i), at(wanted, i));
        }
        requireSame(shape, "key", key(connection, shape), shape.quotedNames(shape.key()));
    }

    /** Names of the table's indexes that can be used. */
    static Set<String> indexes(Connection connection, TableShape shape) throws SQLException {
        String sql = """
            SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
             WHERE i.indrelid = ?::regclass AND i.indisvalid
            """;
        Set<String> names = new HashSet<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, shape.qualifiedName());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    private static String at(List<String> columns, int index) {
        return index < columns.size() ? columns.get(index) : "absent";
    }

    private static void requireSame(TableShape shape, String what, String found, String wanted) {
        if (!found.equals(wanted)) {
            throw new WeirpoolException(
                    ErrorCode.TABLE_SHAPE_DIFFERS,
                    "%s of table %s.%s is %s, the view gives %s"
                            .formatted(what, TableShape.SCHEMA, shape.name(), found, wanted));
        }
    }

    private static List<String> columns(Connection connection, TableShape shape) throws SQLException {
        String sql = """
            SELECT '"' || a.attname || '" ' || format_type(a.atttypid, a.atttypmod)
                   || CASE WHEN l.collname = 'C' THEN ' COLLATE "C"' ELSE '' END
                   || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
              FROM pg_attribute a LEFT JOIN pg_collation l ON l.oid = a.attcollation
             WHERE a.attrelid = ?::regclass AND a.attnum > 0 AND NOT a.attisdropped
             ORDER BY a.attnum
            """;
        List<String> columns = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, shape.qualifiedName());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    columns.add(rows.getString(1));
                }
            }
        }
        return columns;
    }

    private static String key(Connection connection, TableShape shape) throws SQLException {
        String sql = """
            SELECT string_agg('"' || a.attname || '"', ', ' ORDER BY k.place)
              FROM pg_constraint c
             CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY k(attnum, place)
              JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum
             WHERE c.conrelid = ?::regclass AND c.conname = ?
            """;
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, shape.qualifiedName());
            query.setString(2, shape.name() + "_key");
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                String columns = rows.getString(1);
                return columns == null ? "absent" : columns;
            }
        }
    }
}
