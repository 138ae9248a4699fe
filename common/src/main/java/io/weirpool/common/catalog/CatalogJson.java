package io.weirpool.common.catalog;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.ColumnName;
import io.weirpool.common.model.Name;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Revision} as a record of the catalog topic: {@code {"format":1,"revision":{...}}}. Thread-safe.
 *
 * <p>The format number grows with every field a reader must not overlook, so that an older Weirpool stops instead of
 * half understanding; what has no such field is written in the older format, which older ones read. Format 2 has
 * watermarks of streams and options of views, format 3 streams with a key, format 4 what is remembered of replaced views.
 */
public final class CatalogJson {
    /** The newest that this Weirpool writes and reads. */
    public static final int FORMAT = 4;

    private static final int FORMAT_WITH_KEYED_STREAMS = 3;
    private static final int FORMAT_WITH_EVENT_TIME = 2;
    private static final int FORMAT_WITHOUT_EVENT_TIME = 1;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            // Only the components of records: Source.isTable() and the like are answers, not state.
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .addModule(new SimpleModule()
                    .addSerializer(Name.class, ToStringSerializer.instance)
                    .addDeserializer(Name.class, new TextDeserializer<>(Name.class, Name::new))
                    .addSerializer(ColumnName.class, ToStringSerializer.instance)
                    .addDeserializer(ColumnName.class, new TextDeserializer<>(ColumnName.class, ColumnName::new)))
            .build();

    private CatalogJson() {}

    /** UTF-8; the same bytes for the same revision. */
    public static byte[] write(Revision revision) {
        ObjectNode envelope = MAPPER.createObjectNode().put("format", format(revision));
        envelope.set("revision", MAPPER.valueToTree(revision));
        try {
            return MAPPER.writeValueAsBytes(envelope);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of text and numbers are always JSON", e);
        }
    }

    private static int format(Revision revision) {
        if (revision.changes() != null) {
            return FORMAT;
        }
        if (revision.sources().stream().anyMatch(source -> source.isKeyed() && !source.isTable())) {
            return FORMAT_WITH_KEYED_STREAMS;
        }
        boolean eventTime = revision.sources().stream().anyMatch(source -> source.watermark() != null)
                || revision.views().stream().anyMatch(view -> !view.options().isEmpty());
        return eventTime ? FORMAT_WITH_EVENT_TIME : FORMAT_WITHOUT_EVENT_TIME;
    }

    /** Whether these bytes are, or claim to be, a revision of any format; others in the topic are not ours. */
    public static boolean isCatalog(byte[] utf8) {
        try {
            return MAPPER.readTree(utf8).path("format").isInt();
        } catch (IOException notJson) {
            return false;
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws WeirpoolException {@code STATE_FORMAT_UNKNOWN} when a newer Weirpool or something else wrote it
     */
    public static Revision read(byte[] utf8) {
        try {
            JsonNode envelope = MAPPER.readTree(utf8);
            int format = envelope.path("format").asInt(0);
            if (format < 1 || format > FORMAT) {
                throw unknown("format " + format + ", this Weirpool reads 1 to " + FORMAT, null);
            }
            if (!envelope.path("revision").isObject()) {
                throw unknown("no revision", null);
            }
            return MAPPER.treeToValue(envelope.get("revision"), Revision.class);
        } catch (IOException e) {
            throw unknown(String.valueOf(e.getMessage()), e);
        }
    }

    private static WeirpoolException unknown(String why, @Nullable Throwable cause) {
        String detail = "a revision of the catalog cannot be read: " + why;
        return cause == null
                ? new WeirpoolException(ErrorCode.STATE_FORMAT_UNKNOWN, detail)
                : new WeirpoolException(ErrorCode.STATE_FORMAT_UNKNOWN, detail, cause);
    }

    private static final class TextDeserializer<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<String, T> made;

        TextDeserializer(Class<T> type, Function<String, T> made) {
            super(type);
            this.made = made;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return made.apply(parser.getValueAsString(""));
        }
    }
}
