package io.weirpool.app.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.check.ColumnBounds;
import io.weirpool.sql.check.ColumnBounds.Bound;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/** What the conditions say of a column by itself, as far as JSON Schema can say it. */
final class Narrowing {
    private Narrowing() {}

    /** @param schema of the column's type, changed here */
    static void apply(ColumnBounds bounds, SqlType type, ObjectNode schema) {
        switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT -> numbers(bounds, schema);
            case DECIMAL ->
                schema.path("anyOf").forEach(form -> {
                    if (form instanceof ObjectNode number
                            && number.path("type").asText().equals("number")) {
                        numbers(new ColumnBounds(bounds.least(), bounds.most(), Set.of()), number);
                    }
                });
            case VARCHAR -> {}
            default -> {
                return; // said in the description only
            }
        }
        if (type.kind() != TypeKind.DECIMAL && !bounds.allowed().isEmpty()) {
            allowed(bounds, type, schema);
        }
    }

    private static void numbers(ColumnBounds bounds, ObjectNode schema) {
        bound(schema, bounds.least(), "minimum", "exclusiveMinimum");
        bound(schema, bounds.most(), "maximum", "exclusiveMaximum");
    }

    private static void bound(ObjectNode schema, Optional<Bound> bound, String inclusive, String exclusive) {
        bound.ifPresent(at -> {
            schema.remove(inclusive);
            schema.put(at.inclusive() ? inclusive : exclusive, at.value());
        });
    }

    private static void allowed(ColumnBounds bounds, SqlType type, ObjectNode schema) {
        ArrayNode values = schema.putArray("enum");
        bounds.allowed().stream().sorted().forEach(value -> {
            if (value instanceof BigDecimal number) {
                values.add(number);
            } else {
                values.add(value.toString());
            }
        });
        if (type.nullable()) {
            values.addNull();
        }
    }
}
