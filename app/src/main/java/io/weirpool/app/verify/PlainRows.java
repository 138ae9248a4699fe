package io.weirpool.app.verify;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.DeclaredColumn;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A command's JSON as text that PostgreSQL reads. Values are hardly looked at: PostgreSQL's own input functions are the
 * second opinion.
 */
final class PlainRows {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();

    private final Source source;

    PlainRows(Source source) {
        this.source = source;
    }

    /** One text for each column that was declared, null for NULL; empty when this is no row of the source. */
    Optional<@Nullable String[]> read(byte[] value) {
        JsonNode row;
        try {
            row = JSON.readTree(value);
        } catch (IOException e) {
            return Optional.empty();
        }
        if (row == null || !row.isObject()) {
            return Optional.empty();
        }
        @Nullable String[] texts = fields(row, DeclaredColumn.of(source.columns()));
        return Optional.ofNullable(texts);
    }

    /** The texts of an object's fields; null when it has others, or lacks one that it must have. */
    private @Nullable String @Nullable [] fields(JsonNode object, List<DeclaredColumn> columns) {
        @Nullable String[] texts = new @Nullable String[columns.size()];
        int found = 0;
        for (int i = 0; i < texts.length; i++) {
            DeclaredColumn column = columns.get(i);
            SqlType type = source.columns().type(column.index());
            JsonNode field = object.get(column.name());
            found += field == null ? 0 : 1;
            boolean missing = field == null || field.isNull();
            texts[i] = missing ? null : column.isRow() ? row(field, column) : text(field, type);
            if (texts[i] == null && (!missing || !type.nullable())) {
                return null;
            }
        }
        return found < object.size() ? null : texts;
    }

    /** As PostgreSQL writes a row: every field in quotes; null when it is none. */
    private @Nullable String row(JsonNode value, DeclaredColumn column) {
        @Nullable String[] texts = value.isObject() ? fields(value, column.fields()) : null;
        return texts == null
                ? null
                : Arrays.stream(texts)
                        .map(text -> text == null ? "" : quoted(text))
                        .collect(Collectors.joining(",", "(", ")"));
    }

    private static @Nullable String text(JsonNode value, SqlType type) {
        TypeKind kind = type.kind();
        if (kind.isArray()) {
            return array(value, type.element());
        }
        return switch (kind) {
            case JSON -> value.toString();
            case VARBINARY ->
                "\\x" + HexFormat.of().formatHex(Base64.getDecoder().decode(value.asText()));
            default -> value.asText();
        };
    }

    /** As PostgreSQL writes one: every element in quotes. */
    private static String array(JsonNode value, SqlType element) {
        List<String> elements = new ArrayList<>();
        for (JsonNode one : value) {
            String text = one.isNull() ? null : text(one, element);
            elements.add(text == null ? "NULL" : quoted(text));
        }
        return "{" + String.join(",", elements) + "}";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
