package io.weirpool.processor.task;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.codec.JsonRows;
import io.weirpool.common.topic.Topics;
import io.weirpool.processor.operator.Outcome;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the records of one partition of a view topic: rows, tombstones, open errors, markers. */
final class ViewWriter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BUFFER_BYTES = 256;
    /** Of the buffer for one row after another: it does not keep what one long row took. */
    private static final int BUFFER_BYTES_MAX = 64 << 10;

    private final ViewProgram program;
    private final int partition;
    private final Emitter emitter;
    private final JsonRows rows;
    private final JsonRows counted;
    private final List<Integer> key;
    private ByteOutput buffer = new ByteOutput(BUFFER_BYTES);

    ViewWriter(ViewProgram program, int partition, Emitter emitter) {
        this.program = program;
        this.partition = partition;
        this.emitter = emitter;
        this.rows = JsonRows.of(program.view().columns()).own();
        this.counted = JsonRows.withCount(program.view().columns()).own();
        this.key = program.view().key() instanceof ViewKey.Columns columns ? columns.indexes() : List.of();
    }

    /** The key of a row of a view that has key columns. */
    byte[] key(@Nullable Object[] row) {
        return rows.writeKey(row, key);
    }

    /** The key made of these columns of another row, one for each key column. */
    byte[] keyOf(@Nullable Object[] other, List<Integer> columns) {
        @Nullable Object[] row = new Object[program.view().columns().size()];
        for (int i = 0; i < columns.size(); i++) {
            row[key.get(i)] = other[columns.get(i)];
        }
        return key(row);
    }

    static byte[] hashKey(byte[] hash) {
        return ("[\"" + HexFormat.of().formatHex(hash) + "\"]").getBytes(UTF_8);
    }

    /** What became of a key; {@code errorKey} names the key where neither side has a row to take it from. */
    void changed(byte[] errorKey, Outcome before, Outcome after) {
        @Nullable Object[] was = before.rowOrNull();
        @Nullable Object[] is = after.rowOrNull();
        if (is != null) {
            send(key(is), json(is), null);
        } else if (was != null) {
            send(key(was), null, null);
        }
        error(errorKey, before, after);
    }

    private byte[] json(@Nullable Object[] row) {
        if (buffer.length() > BUFFER_BYTES_MAX) {
            buffer = new ByteOutput(BUFFER_BYTES);
        }
        buffer.reset();
        rows.write(buffer, row);
        return buffer.toByteArray();
    }

    /** Opens or closes the error of a key. */
    void error(byte[] viewKey, Outcome before, Outcome after) {
        if (!before.isFailed() && !after.isFailed()) {
            return;
        }
        byte[] errorKey = (Topics.ERROR_KEY_PREFIX + new String(viewKey, UTF_8)).getBytes(UTF_8);
        send(errorKey, after instanceof Outcome.Failed failure ? json(failure) : null, Topics.HEADER_ERROR);
    }

    private byte[] json(Outcome.Failed failure) {
        Map<String, @Nullable String> fields = new TreeMap<>();
        fields.put("code", failure.code().slug());
        fields.put("detail", failure.detail());
        fields.put("traceparent", emitter.trace());
        try {
            return JSON.writeValueAsBytes(fields);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("three strings have JSON", e);
        }
    }

    void counted(byte[] hash, @Nullable Object[] row, long count) {
        byte[] value = null;
        if (count > 0) {
            @Nullable Object[] longer = Arrays.copyOf(row, row.length + 1);
            longer[row.length] = count;
            value = counted.write(longer);
        }
        send(hashKey(hash), value, null);
    }

    /** A row of an append-only bag. */
    void appended(long offset, int index, @Nullable Object[] row) {
        byte[] position = ("[" + partition + "," + offset + "," + index + "]").getBytes(UTF_8);
        send(position, json(row), null);
    }

    /** After all rows of the commands it stands for. */
    void marker(Reached reached) {
        String sender = Integer.toString(partition);
        byte[] markerKey = (Topics.MARKER_KEY_PREFIX + sender).getBytes(UTF_8);
        send(markerKey, reached.marker(sender).toJson(), Topics.HEADER_MARKER);
    }

    private void send(byte[] recordKey, byte @Nullable [] value, @Nullable String header) {
        emitter.toTopic(new Outgoing(program.topic(), partition, value), recordKey, header);
    }
}
