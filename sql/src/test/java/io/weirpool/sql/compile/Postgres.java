package io.weirpool.sql.compile;

import io.weirpool.common.model.TypeKind;
import io.weirpool.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The real thing, asked for many values in one query. Its session is in UTC. */
public final class Postgres implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final Connection connection;

    private Postgres(EmbeddedPostgres server) throws SQLException {
        this.server = server;
        this.connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        execute("SET timezone = 'UTC'");
    }

    public static Postgres start(Path directory) throws SQLException {
        return new Postgres(EmbeddedPostgres.start(directory));
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public String query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /**
     * The expression's value as text for each row of arguments, {@code !} and the SQLSTATE for an error.
     *
     * @param expression over {@code $1}, {@code $2}, ...
     */
    List<@Nullable String> evaluate(String expression, List<TypeKind> kinds, List<@Nullable String[]> rows)
            throws SQLException {
        String parameters = kinds.stream().map(Postgres::type).collect(Collectors.joining(", "));
        execute("CREATE OR REPLACE FUNCTION pg_temp.f(" + parameters + ") RETURNS text LANGUAGE plpgsql AS $f$ BEGIN "
                + "RETURN (" + expression + ")::text; EXCEPTION WHEN OTHERS THEN RETURN '!' || SQLSTATE; END $f$");
        String arguments = IntStream.range(0, kinds.size())
                .mapToObj(i -> "a" + i + "::" + type(kinds.get(i)))
                .collect(Collectors.joining(", "));
        String columns =
                IntStream.range(0, kinds.size()).mapToObj(i -> ", a" + i).collect(Collectors.joining());
        String arrays = kinds.stream().map(k -> ", ?::text[]").collect(Collectors.joining());
        String sql = "SELECT pg_temp.f(" + arguments + ") FROM unnest(?::text[]" + arrays + ") AS t(n" + columns
                + ") ORDER BY n::int";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", numbers(rows.size())));
            for (int i = 0; i < kinds.size(); i++) {
                int column = i;
                Object[] values = rows.stream().map(r -> r[column]).toArray();
                statement.setArray(i + 2, connection.createArrayOf("text", values));
            }
            return texts(statement);
        } finally {
            execute("DROP FUNCTION pg_temp.f(" + parameters + ")");
        }
    }

    private static Object[] numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toArray();
    }

    private static List<@Nullable String> texts(PreparedStatement statement) throws SQLException {
        List<@Nullable String> texts = new ArrayList<>();
        try (ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                texts.add(found.getString(1));
            }
        }
        return texts;
    }

    /** The expression's type, with NULLs for {@code $1}, {@code $2}, ...; or "none" when it does not resolve. */
    String typeOf(String expression, List<TypeKind> kinds) {
        return typeIn("SELECT pg_typeof(" + withNulls(expression, kinds) + ")::text");
    }

    /** The type of a row of a function that gives rows. */
    String setTypeOf(String expression, List<TypeKind> kinds) {
        return typeIn("SELECT pg_typeof(t.x)::text FROM (SELECT 1) AS one LEFT JOIN " + withNulls(expression, kinds)
                + " AS t(x) ON TRUE");
    }

    private static String withNulls(String expression, List<TypeKind> kinds) {
        String filled = expression;
        for (int i = kinds.size(); i > 0; i--) {
            filled = filled.replace("$" + i, "NULL::" + type(kinds.get(i - 1)));
        }
        return filled;
    }

    private String typeIn(String query) {
        try {
            return query(query);
        } catch (SQLException e) {
            return "none";
        }
    }

    /** As pg_typeof says it. */
    static String typeName(TypeKind kind) {
        if (kind.isArray()) {
            return typeName(kind.element()) + "[]";
        }
        return kind == TypeKind.CHAR ? "character" : type(kind);
    }

    static String type(TypeKind kind) {
        return switch (kind) {
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DATE, INTERVAL, UUID ->
                kind.name().toLowerCase(java.util.Locale.ROOT);
            case DOUBLE -> "double precision";
            case DECIMAL -> "numeric";
            case VARCHAR -> "text";
            case CHAR -> "bpchar";
            case TIME -> "time without time zone";
            case TIMESTAMP -> "timestamp without time zone";
            case TIMESTAMPTZ -> "timestamp with time zone";
            case VARBINARY -> "bytea";
            case JSON -> "jsonb";
            default -> type(kind.element()) + "[]";
        };
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        server.close();
    }
}
