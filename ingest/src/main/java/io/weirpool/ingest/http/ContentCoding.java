package io.weirpool.ingest.http;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.ingest.limit.ByteBudget;
import io.weirpool.ingest.limit.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Content-Encoding of requests: none, gzip or zstd, once. */
enum ContentCoding {
    IDENTITY,
    GZIP,
    ZSTD;

    private static final String ACCEPTED = "gzip, zstd";
    private static final byte[] GZIP_BEGINS = {0x1f, (byte) 0x8b};
    private static final byte[] ZSTD_BEGINS = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

    /* 8 MiB of history, as RFC 8878 asks of who decodes what strangers send. */
    private static final int ZSTD_WINDOW_LOG_MAX = 23;

    /* A body this small may expand as it likes: the bound on the whole is enough. */
    private static final int RATIO_FROM_BYTES = 64 * 1024;

    /** @throws ProblemException 415 with Accept-Encoding for any other, or for two */
    static ContentCoding of(List<String> headers) {
        String coding = String.join(",", headers).trim().toLowerCase(Locale.ROOT);
        return switch (coding) {
            case "", "identity" -> IDENTITY;
            case "gzip", "x-gzip" -> GZIP;
            case "zstd" -> ZSTD;
            default -> throw refused("Content-Encoding is " + Shown.cut(coding) + ", wanted gzip, zstd or none");
        };
    }

    private static ProblemException refused(String detail) {
        return Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, detail)
                .withHeader("Accept-Encoding", ACCEPTED)
                .asException();
    }

    /** @throws ProblemException 400 for a broken stream, 413 for one that grows too much, 415 for one within another */
    byte[] decode(byte[] body, int bytesMax, Limits limits, ByteBudget.Share share, PiecePool pool) {
        if (this == IDENTITY) {
            return body;
        }
        try {
            byte[] decoded = this == GZIP
                    ? inflate(body, bytesMax, limits, share, pool)
                    : decompress(body, bytesMax, limits, share, pool);
            if (begins(decoded, GZIP_BEGINS) || begins(decoded, ZSTD_BEGINS)) {
                throw refused("the body is compressed twice");
            }
            return decoded;
        } catch (IOException e) { // memory does not fail: the stream is at fault
            throw Problem.of(
                            ErrorCode.REQUEST_INVALID,
                            "the body is not a whole " + name().toLowerCase(Locale.ROOT) + " stream")
                    .asException();
        }
    }

    private static boolean begins(byte[] body, byte[] with) {
        return body.length >= with.length && Arrays.equals(body, 0, with.length, with, 0, with.length);
    }

    private static byte[] inflate(byte[] body, int bytesMax, Limits limits, ByteBudget.Share share, PiecePool pool)
            throws IOException {
        try (WholeStream in = new WholeStream(body)) {
            byte[] decoded = readAll(in, body.length, bytesMax, limits, share, pool);
            in.requireEnd();
            return decoded;
        }
    }

    private static byte[] decompress(byte[] body, int bytesMax, Limits limits, ByteBudget.Share share, PiecePool pool)
            throws IOException {
        try (ZstdInputStreamNoFinalizer in = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(body))) {
            in.setLongMax(ZSTD_WINDOW_LOG_MAX);
            return readAll(in, body.length, bytesMax, limits, share, pool);
        }
    }

    private static byte[] readAll(
            InputStream in, int length, int bytesMax, Limits limits, ByteBudget.Share share, PiecePool pool)
            throws IOException {
        try (Pieces out = new Pieces(length, pool)) {
            byte[] part = new byte[8 * 1024];
            long ratioMax = Math.max(RATIO_FROM_BYTES, (long) length * limits.gzipRatioMax());
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                check(out.length() + (long) n, bytesMax, ratioMax, limits);
                if (!share.tryTake(n)) {
                    throw Problem.of(ErrorCode.LOG_BUSY, "the bodies of other requests fill the memory set aside")
                            .asException();
                }
                out.add(ByteBuffer.wrap(part, 0, n));
            }
            return out.toByteArray();
        }
    }

    private static void check(long length, int bytesMax, long ratioMax, Limits limits) {
        if (length > bytesMax) {
            throw BodyReader.tooLarge(bytesMax).asException();
        }
        if (length > ratioMax) {
            throw Problem.of(ErrorCode.TOO_LARGE, "the body expands more than " + limits.gzipRatioMax() + " times")
                    .asException();
        }
    }

    /** The JDK passes over what follows the last stream and is none; here that is a mistake: half a body may be lost. */
    private static final class WholeStream extends GZIPInputStream {
        private static final int TRAILER_BYTES = 8;
        private static final int BUFFER_BYTES_MIN = 512;

        /** The buffer holds all, so that what is left in it after the end is what was passed over. */
        WholeStream(byte[] body) throws IOException {
            super(new ByteArrayInputStream(body), Math.max(BUFFER_BYTES_MIN, body.length));
        }

        void requireEnd() throws ZipException {
            if (inf.getRemaining() > TRAILER_BYTES) {
                throw new ZipException("something follows the end");
            }
        }
    }
}
