package io.weirpool.ingest.http;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Memory outside the heap for what has come of large bodies, used again and again: bodies that come slowly would otherwise
 * be moved by the collector while everybody waits. There are as many pieces as were in use at the same time, which the
 * budget of bodies bounds. Thread-safe.
 */
final class PiecePool {
    static final int PIECE_BYTES = 64 * 1024;

    private final Queue<ByteBuffer> idle = new ConcurrentLinkedQueue<>();

    /** An empty piece. */
    ByteBuffer take() {
        ByteBuffer piece = idle.poll();
        return piece == null ? ByteBuffer.allocateDirect(PIECE_BYTES) : piece.clear();
    }

    /** Whoever took it does not look at it again. */
    void giveBack(ByteBuffer piece) {
        idle.add(piece);
    }

    /** Pieces that nobody uses. */
    int idle() {
        return idle.size();
    }
}
