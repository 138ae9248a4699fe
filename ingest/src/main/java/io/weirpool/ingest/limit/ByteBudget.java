package io.weirpool.ingest.limit;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that all requests together may hold; what does not fit is refused at once, never queued. Thread-safe. */
public final class ByteBudget {
    private final long bytesMax;
    private final long smallBytes;
    private final long bytesMaxForLarge;
    private final AtomicLong used = new AtomicLong();

    public ByteBudget(long bytesMax) {
        this(bytesMax, 0, bytesMax);
    }

    private ByteBudget(long bytesMax, long smallBytes, long bytesMaxForLarge) {
        this.bytesMax = bytesMax;
        this.smallBytes = smallBytes;
        this.bytesMaxForLarge = bytesMaxForLarge;
    }

    /**
     * The same, but its last quarter is for those that hold no more than {@code smallBytes} each: however many large ones
     * there are, and however slowly they come, small ones go on.
     */
    public static ByteBudget withRoomForSmall(long bytesMax, long smallBytes) {
        return new ByteBudget(bytesMax, smallBytes, bytesMax - bytesMax / 4);
    }

    /** A holder that takes from this budget and gives back all at once. */
    public Share share() {
        return new Share();
    }

    public long bytesMax() {
        return bytesMax;
    }

    /** Bytes held now. */
    public long used() {
        return used.get();
    }

    private boolean take(long bytes, boolean small) {
        long most = small ? bytesMax : bytesMaxForLarge;
        long now = used.get();
        while (now + bytes <= most) {
            if (used.compareAndSet(now, now + bytes)) {
                return true;
            }
            now = used.get();
        }
        return false;
    }

    /** What one request holds. */
    public final class Share implements AutoCloseable {
        private final AtomicLong held = new AtomicLong();

        private Share() {}

        /** Takes more, or nothing when it does not fit. */
        public boolean tryTake(long bytes) {
            if (!take(bytes, held.get() + bytes <= smallBytes)) {
                return false;
            }
            held.addAndGet(bytes);
            return true;
        }

        /** Gives everything back; a second call does nothing. */
        @Override
        public void close() {
            used.addAndGet(-held.getAndSet(0));
        }
    }
}
