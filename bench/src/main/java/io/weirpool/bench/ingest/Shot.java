package io.weirpool.bench.ingest;

import java.util.Set;

/**
 * A request as it goes over the wire.
 *
 * @param kind of what it is counted with
 * @param bytes head and body; nobody writes to it
 * @param rows it carries
 */
@SuppressWarnings("ArrayRecordComponent") // sent once, never compared
record Shot(Kind kind, byte[] bytes, int rows) {
    /** Closed: each has an answer of its own that is right. */
    enum Kind {
        NORMAL(Set.of(202)),
        /** The same command under the same key: taken, without effect; or its first is still on the way. */
        DUPLICATE(Set.of(202, 409)),
        GARBAGE(Set.of(400));

        private final Set<Integer> statuses;

        Kind(Set<Integer> statuses) {
            this.statuses = statuses;
        }

        boolean isRight(int answered) {
            return statuses.contains(answered);
        }
    }
}
