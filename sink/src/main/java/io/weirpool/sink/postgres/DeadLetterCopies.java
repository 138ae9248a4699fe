package io.weirpool.sink.postgres;

import io.weirpool.common.topic.DeadLetter;
import java.util.List;

/** The dead letter topic, as the writer sees it. */
public interface DeadLetterCopies {
    /**
     * Appends the letters and waits until they are durable. A letter may come twice when the transaction it belongs to
     * is tried again; its id is the same.
     *
     * @throws io.weirpool.common.error.WeirpoolException {@code LOG_UNAVAILABLE}; some may be there
     */
    void append(List<DeadLetter> letters);
}
