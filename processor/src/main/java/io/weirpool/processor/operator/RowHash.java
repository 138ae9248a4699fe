package io.weirpool.processor.operator;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * 128 bits of SHA-256: of 10^15 different rows two agree by chance once in some 10^8 such views, and nobody can make rows
 * that do.
 */
public final class RowHash {
    private static final int BYTES = 16;

    private RowHash() {}

    public static byte[] of(byte[] bytes) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(bytes), BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
