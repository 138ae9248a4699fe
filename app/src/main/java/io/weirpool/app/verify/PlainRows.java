package io.weirpool.app.verify;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
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

    /** One text for each column, null for NULL; empty when this is no row of the source. */
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
        List<Column> columns = source.columns().columns();
        @Nullable String[] texts = new @Nullable String[columns.size()];
        int found = 0;
        for (int i = 0; i < texts.length; i++) {
            JsonNode field = row.get(columns.get(i).name().value());
            found += field == null ? 0 : 1;
            texts[i] = field == null || field.isNull()
                    ? null
                    : text(field, columns.get(i).type());
            if (texts[i] == null && !columns.get(i).type().nullable()) {
                return Optional.empty();
            }
        }
        return found < row.size() ? Optional.empty() : Optional.of(texts);
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
            elements.add(
                    text == null ? "NULL" : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        }
        return "{" + String.join(",", elements) + "}";
    }
}
