package io.weirpool.ingest.http;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A body as it grows, in pieces: what has come is not copied again and again while more comes, and past 64 KiB it is not in
 * the heap, so that bodies that come slowly, or never end, are nothing to the collector. Used by one thread at a time.
 */
final class Pieces implements AutoCloseable {
    /** Bytes of a usual row. */
    private static final int FIRST_BYTES = 512;

    private final PiecePool pool;
    private final List<ByteBuffer> full = new ArrayList<>(0);
    private ByteBuffer last;
    private int fullLength;

    /**
     * Nothing so far.
     *
     * @param expected bytes in all, as far as is known; nothing is set aside for them but a usual row's
     */
    Pieces(long expected, PiecePool pool) {
        this.pool = pool;
        this.last = ByteBuffer.allocate(expected > 0 ? (int) Math.min(expected, FIRST_BYTES) : FIRST_BYTES);
    }

    int length() {
        return fullLength + last.position();
    }

    void add(ByteBuffer more) {
        while (more.hasRemaining()) {
            if (!last.hasRemaining()) {
                next(more.remaining());
            }
            int count = Math.min(more.remaining(), last.remaining());
            last.put(more.slice(more.position(), count));
            more.position(more.position() + count);
        }
    }

    private void next(int wanted) {
        full.add(last);
        fullLength += last.position();
        int bytes = Math.max(wanted, fullLength);
        last = fullLength + bytes <= PiecePool.PIECE_BYTES ? ByteBuffer.allocate(bytes) : pool.take();
    }

    /** All of it. */
    byte[] toByteArray() {
        if (full.isEmpty() && !last.hasRemaining()) {
            return last.array();
        }
        byte[] all = new byte[length()];
        int at = 0;
        for (ByteBuffer piece : full) {
            piece.get(0, all, at, piece.position());
            at += piece.position();
        }
        last.get(0, all, at, last.position());
        return all;
    }

    /** Gives the memory back; nothing may be added or asked for after that. A second call does nothing. */
    @Override
    public void close() {
        full.add(last);
        full.stream().filter(ByteBuffer::isDirect).forEach(pool::giveBack);
        full.clear();
        last = ByteBuffer.allocate(0);
    }
}
