package io.weirpool.app.repair;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.app.query.LetterTable.Group;
import io.weirpool.app.query.LetterTable.Letter;
import io.weirpool.common.catalog.View;
import io.weirpool.common.model.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Letters as programs read them. */
final class LettersJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LettersJson() {}

    static ObjectNode of(Group group) {
        return JSON.createObjectNode()
                .put("source", group.source())
                .put("view", group.view() == null ? null : View.versionedName(group.view(), group.version()))
                .put("code", group.code())
                .put("state", group.state())
                .put("count", group.count())
                .put("first_seen", group.firstSeen())
                .put("last_seen", group.lastSeen())
                .put("example", group.example())
                .put("detail", group.detail());
    }

    static ObjectNode of(Letter letter) {
        ObjectNode node = JSON.createObjectNode()
                .put("id", letter.id())
                .put("source", letter.source())
                .put("partition", letter.partition())
                .put("offset", letter.offset())
                .put("view", letter.view())
                .put("code", letter.code())
                .put("detail", letter.detail());
        put(node, "key", letter.key());
        put(node, "payload", letter.payload());
        return node.put("traceparent", letter.traceparent())
                .put("first_seen", letter.firstSeen())
                .put("last_seen", letter.lastSeen())
                .put("state", letter.state())
                .put("retried_as", letter.retriedAs());
    }

    /** What is no UTF-8 stands under {@code <field>_base64}. */
    private static void put(ObjectNode node, String field, @Nullable Bytes bytes) {
        if (bytes == null) {
            node.putNull(field);
            return;
        }
        try {
            node.put(
                    field,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes.array()))
                            .toString());
        } catch (CharacterCodingException notText) {
            node.put(field + "_base64", Base64.getEncoder().encodeToString(bytes.array()));
        }
    }
}
