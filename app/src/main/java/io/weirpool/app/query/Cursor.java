package io.weirpool.app.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the last page ended. Its token is opaque to clients; it holds the ordering it belongs to, so that it is refused
 * with another.
 *
 * @param ordering the ordering as SQL, shortened by hashing
 * @param last the values of the ordering's terms in the last row, as PostgreSQL prints them
 * @param repeats in a bag: how many rows equal to the last, this one included, were already given
 */
record Cursor(String ordering, List<@Nullable String> last, int repeats) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Cursor {
        last = Collections.unmodifiableList(new ArrayList<>(last));
    }

    String token() {
        ObjectNode node = JSON.createObjectNode().put("o", ordering).put("r", repeats);
        ArrayNode values = node.putArray("l");
        last.forEach(values::add);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(node.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Cursor parse(String token, String ordering, int terms) {
        Cursor cursor = parse(token);
        if (!cursor.ordering.equals(ordering) || cursor.last.size() != terms) {
            throw invalid("the cursor belongs to another ordering or another version of the view: begin again");
        }
        return cursor;
    }

    private static Cursor parse(String token) {
        try {
            JsonNode node = JSON.readTree(Base64.getUrlDecoder().decode(token));
            List<@Nullable String> last = new ArrayList<>();
            node.path("l").forEach(value -> last.add(value.isNull() ? null : value.asText()));
            if (!node.path("r").canConvertToInt() || node.path("r").intValue() < 0) {
                throw invalid("the cursor is not one of ours");
            }
            return new Cursor(node.path("o").asText(), last, node.path("r").intValue());
        } catch (JsonProcessingException e) {
            throw invalid("the cursor is not one of ours");
        } catch (IOException | IllegalArgumentException e) {
            throw invalid("the cursor is not one of ours");
        }
    }

    private static WeirpoolException invalid(String detail) {
        return new WeirpoolException(ErrorCode.QUERY_INVALID, detail);
    }
}
