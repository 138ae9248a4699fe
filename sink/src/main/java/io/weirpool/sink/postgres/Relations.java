package io.weirpool.sink.postgres;

import static io.weirpool.sink.postgres.Identifiers.qualified;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What PostgreSQL's catalog says of a readable view. */
final class Relations {
    private Relations() {}

    /** Name and type of each column in order; empty when there is no such view. */
    static List<String> columns(Connection connection, String schema, String name) throws SQLException {
        return strings(connection, schema, name, """
            SELECT a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                   || CASE WHEN l.collname = 'C' THEN ' C' ELSE '' END
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_attribute a ON a.attrelid = c.oid
              LEFT JOIN pg_collation l ON l.oid = a.attcollation
             WHERE n.nspname = ? AND c.relname = ? AND c.relkind = 'v' AND a.attnum > 0 AND NOT a.attisdropped
             ORDER BY a.attnum
            """);
    }

    /** Others' views, rules and functions that read it, by name. */
    static List<String> dependents(Connection connection, String schema, String name) throws SQLException {
        return strings(connection, schema, name, """
            SELECT DISTINCT pg_describe_object(
                       CASE WHEN d.classid = 'pg_rewrite'::regclass THEN 'pg_class'::regclass ELSE d.classid END,
                       CASE WHEN d.classid = 'pg_rewrite'::regclass THEN r.ev_class ELSE d.objid END, 0)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid AND d.deptype = 'n'
              LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
             WHERE n.nspname = ? AND c.relname = ? AND c.relkind = 'v' AND r.ev_class IS DISTINCT FROM c.oid
             ORDER BY 1
            """);
    }

    /** Statements that give others the rights they have on it now, its owner and its comment. */
    static List<String> grants(Connection connection, String schema, String name, List<String> columns)
            throws SQLException {
        String target = qualified(schema, name);
        List<String> statements = new ArrayList<>();
        // the owner last: only who owns it can grant
        statements.addAll(strings(connection, schema, name, """
            SELECT format('GRANT %s ON @ TO %s%s', g.privilege_type,
                          CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END,
                          CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             CROSS JOIN LATERAL aclexplode(c.relacl) g
             WHERE n.nspname = ? AND c.relname = ? AND g.grantee <> c.relowner
            """));
        for (String column : strings(connection, schema, name, """
            SELECT a.attname || chr(10)
                   || format('GRANT %s (%I) ON @ TO %s%s', g.privilege_type, a.attname,
                          CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END,
                          CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_attribute a ON a.attrelid = c.oid
             CROSS JOIN LATERAL aclexplode(a.attacl) g
             WHERE n.nspname = ? AND c.relname = ? AND NOT a.attisdropped
            """)) {
            int end = column.indexOf('\n');
            if (columns.contains(column.substring(0, end))) {
                statements.add(column.substring(end + 1));
            }
        }
        statements.addAll(strings(connection, schema, name, """
            SELECT format('COMMENT ON VIEW @ IS %L', obj_description(c.oid, 'pg_class'))
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = ? AND c.relname = ? AND obj_description(c.oid, 'pg_class') IS NOT NULL
            """));
        statements.addAll(strings(connection, schema, name, """
            SELECT format('ALTER VIEW @ OWNER TO %I', pg_get_userbyid(c.relowner))
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = ? AND c.relname = ? AND pg_get_userbyid(c.relowner) <> current_user
            """));
        return statements.stream()
                .map(sql -> sql.replaceFirst("@", target.replace("\\", "\\\\").replace("$", "\\$")))
                .toList();
    }

    private static List<String> strings(Connection connection, String schema, String name, String sql)
            throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, schema);
            query.setString(2, name);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }
}
