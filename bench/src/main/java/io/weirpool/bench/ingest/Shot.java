package io.weirpool.bench.ingest;

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
        NORMAL(202, 202),
        /** The same command under the same key: taken, without effect; or its first is still on the way. */
        DUPLICATE(202, 409),
        GARBAGE(400, 400);

        private final int status;
        private final int orElse;

        Kind(int status, int orElse) {
            this.status = status;
            this.orElse = orElse;
        }

        boolean isRight(int answered) {
            return answered == status || answered == orElse;
        }
    }
}
