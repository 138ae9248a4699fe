package io.weirpool.ingest.http;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A body as it grows, in pieces: what has come is not copied again and again while more comes, so that bodies that come
 * slowly, or never end, leave no garbage behind.
 */
final class Pieces {
    /** Bytes of a usual row. */
    private static final int FIRST_BYTES = 512;
    /** As much again as there is, but no more than may be left unused by each body at once. */
    private static final int PIECE_BYTES_MAX = 64 * 1024;

    private final List<byte[]> full = new ArrayList<>(0);
    private byte[] last;
    private int lastLength;
    private int fullLength;

    /** {@code expected}: bytes in all, as far as is known; nothing is set aside for them but a usual row's. */
    Pieces(long expected) {
        this.last = new byte[expected > 0 ? (int) Math.min(expected, FIRST_BYTES) : FIRST_BYTES];
    }

    int length() {
        return fullLength + lastLength;
    }

    void add(ByteBuffer more) {
        while (more.hasRemaining()) {
            if (lastLength == last.length) {
                next(more.remaining());
            }
            int count = Math.min(more.remaining(), last.length - lastLength);
            more.get(last, lastLength, count);
            lastLength += count;
        }
    }

    private void next(int wanted) {
        full.add(last);
        fullLength += lastLength;
        last = new byte[Math.min(Math.max(wanted, fullLength), PIECE_BYTES_MAX)];
        lastLength = 0;
    }

    /** All of it; called once. */
    byte[] toByteArray() {
        if (full.isEmpty() && lastLength == last.length) {
            return last;
        }
        byte[] all = new byte[length()];
        int at = 0;
        for (byte[] piece : full) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        System.arraycopy(last, 0, all, at, lastLength);
        return all;
    }
}
