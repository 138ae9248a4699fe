package io.weirpool.sink.postgres;

import static io.weirpool.sink.postgres.Identifiers.qualified;
import static io.weirpool.sink.postgres.Identifiers.quote;

import io.weirpool.common.catalog.View;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Name;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The plain views people read, each over the table of its live version. */
final class ReadableView {
    private final Name schema;

    ReadableView(Name schema) {
        this.schema = schema;
    }

    /**
     * Makes the readable view of a first version.
     *
     * @throws WeirpoolException {@code TABLE_SHAPE_DIFFERS} when something else has its name
     */
    void ensure(Connection connection, View view, TableShape shape) throws SQLException {
        String name = view.name().value();
        if (ExistingTable.isReadableOver(connection, schema.value(), name, shape)) {
            return;
        }
        if (ExistingTable.isThere(connection, schema.value(), name)) {
            throw new WeirpoolException(
                    ErrorCode.TABLE_SHAPE_DIFFERS,
                    schema + "." + name + " exists and is not Weirpool's view over " + shape.name());
        }
        execute(
                connection,
                "CREATE SCHEMA IF NOT EXISTS " + quote(schema.value()),
                shape.createReadable(schema.value(), name));
    }

    /**
     * Lets the readable view read another version's table. One whose columns stay, or get more at the end, is replaced;
     * otherwise it is made again with the rights others had on it.
     *
     * @throws WeirpoolException {@code OBJECTS_DEPEND} when it has to be made again and others' objects read it
     */
    void point(Connection connection, View view, TableShape shape) throws SQLException {
        String name = view.name().value();
        List<String> before = Relations.columns(connection, schema.value(), name);
        String create = shape.createReadable(schema.value(), name);
        if (before.isEmpty()) { // somebody dropped it
            execute(connection, "CREATE SCHEMA IF NOT EXISTS " + quote(schema.value()), create);
            return;
        }
        List<String> now = shape.readableColumns();
        if (now.size() >= before.size() && now.subList(0, before.size()).equals(before)) {
            execute(connection, create);
            return;
        }
        refuseDependents(connection, name);
        List<String> kept = Relations.grants(connection, schema.value(), name, shape.declaredColumns());
        execute(connection, "DROP VIEW " + qualified(schema.value(), name), create);
        execute(connection, kept.toArray(String[]::new));
    }

    /** @throws WeirpoolException {@code OBJECTS_DEPEND} */
    void drop(Connection connection, String name) throws SQLException {
        if (Relations.columns(connection, schema.value(), name).isEmpty()) {
            return;
        }
        refuseDependents(connection, name);
        execute(connection, "DROP VIEW " + qualified(schema.value(), name));
    }

    private void refuseDependents(Connection connection, String name) throws SQLException {
        List<String> dependents = Relations.dependents(connection, schema.value(), name);
        if (!dependents.isEmpty()) {
            throw new WeirpoolException(
                    ErrorCode.OBJECTS_DEPEND,
                    "%s.%s cannot be dropped or get other columns while these read it: %s"
                            .formatted(schema, name, String.join(", ", dependents)));
        }
    }

    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
