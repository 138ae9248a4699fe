package io.weirpool.app.contract;

import static io.weirpool.app.contract.TypeSchemas.JSON;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.DeclaredColumn;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.sql.check.ColumnBounds;
import java.util.List;

/** Schemas of rows: what a source takes, what names a row that is to be deleted, what a view answers. */
final class Rows {
    private Rows() {}

    /** NOT NULL is required; a NULL may be left out. Conditions of a column by itself narrow its schema. */
    static ObjectNode taken(Source source) {
        ObjectNode row = row("A row of the " + kind(source) + " `" + source.name() + "`.");
        List<ColumnBounds> bounds = ColumnBounds.of(source);
        DeclaredColumn.of(source.columns()).forEach(column -> add(row, column, source.columns(), bounds));
        if (!source.checks().isEmpty()) {
            row.put(
                    "description",
                    row.path("description").asText() + " It must satisfy: "
                            + String.join(
                                    "; ",
                                    source.checks().stream()
                                            .map(check -> "CHECK (" + check + ")")
                                            .toList())
                            + ".");
        }
        return row;
    }

    /** The other columns may be there; nobody looks at them. */
    static ObjectNode key(Source table) {
        ObjectNode row = row("The key of a row of the table `" + table.name() + "`; other columns are not looked at.");
        for (DeclaredColumn column : DeclaredColumn.of(table.columns())) {
            if (table.key().contains(column.index())) {
                SqlType type = table.columns().type(column.index());
                add(row, column.name(), type, TypeSchemas.sent(type));
            } else {
                row.withObject("/properties").put(column.name(), true);
            }
        }
        return row;
    }

    /** No column is required, as {@code select} leaves some out. */
    static ObjectNode answered(View view) {
        ObjectNode row = row("A row of the view `" + view.name() + "`: all columns, or those `select` names.");
        row.remove("required");
        for (Column column : view.columns().columns()) {
            row.withObject("/properties").set(column.name().value(), TypeSchemas.answered(column.type()));
        }
        return row.put("minProperties", 1);
    }

    static String kind(Source source) {
        return source.isTable() ? "table" : "stream";
    }

    private static ObjectNode row(String description) {
        return object().put("description", description);
    }

    private static ObjectNode object() {
        ObjectNode row = JSON.createObjectNode().put("type", "object");
        row.putObject("properties");
        row.putArray("required");
        return row.put("additionalProperties", false);
    }

    private static void add(ObjectNode row, DeclaredColumn column, RowType kept, List<ColumnBounds> bounds) {
        SqlType type = kept.type(column.index());
        ObjectNode schema;
        if (column.isRow()) {
            ObjectNode object = object();
            column.fields().forEach(field -> add(object, field, kept, bounds));
            schema = TypeSchemas.nullable(type, object);
        } else {
            schema = TypeSchemas.sent(type);
            Narrowing.apply(bounds.get(column.index()), type, schema);
        }
        add(row, column.name(), type, schema);
    }

    private static void add(ObjectNode row, String name, SqlType type, ObjectNode schema) {
        row.withObject("/properties").set(name, schema);
        if (!type.nullable() && row.path("required") instanceof ArrayNode required) {
            required.add(name);
        }
    }
}
