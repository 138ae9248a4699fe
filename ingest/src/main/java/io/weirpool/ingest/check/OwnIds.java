package io.weirpool.ingest.check;

import io.weirpool.ingest.publish.Command;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ids of the rows of one request, so that two rows which say different things under one id are told before any is stored. A row
 * that says the same again is a repeat and no mistake. Used by one thread.
 */
final class OwnIds {
    private final Map<ByteBuffer, Long> contents = new HashMap<>();

    /** Whether an earlier row said something else under this id; if none did, this one has it. Null is no id. */
    boolean isTaken(byte @Nullable [] id, Command command) {
        if (id == null) {
            return false;
        }
        long content = Checked.content(List.of(command));
        Long earlier = contents.putIfAbsent(ByteBuffer.wrap(id), content);
        return earlier != null && earlier != content;
    }
}
