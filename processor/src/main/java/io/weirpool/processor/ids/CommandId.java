package io.weirpool.processor.ids;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * An id as it is remembered: the first 128 bits of its SHA-256, so that an id costs the same however long it is, and
 * nobody can make two ids that are taken for one.
 */
public record CommandId(long high, long low) implements Comparable<CommandId> {
    /** The remembered form of an id of any length. */
    public static CommandId of(byte[] id) {
        ByteBuffer hash = ByteBuffer.wrap(sha256().digest(id));
        return new CommandId(hash.getLong(), hash.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public int compareTo(CommandId other) {
        int byHigh = Long.compare(high, other.high);
        return byHigh != 0 ? byHigh : Long.compare(low, other.low);
    }
}
