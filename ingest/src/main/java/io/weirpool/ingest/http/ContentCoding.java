package io.weirpool.ingest.http;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.ingest.limit.ByteBudget;
import io.weirpool.ingest.limit.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Content-Encoding of requests: none or gzip, once. */
enum ContentCoding {
    IDENTITY,
    GZIP;

    /* A body this small may expand as it likes: the bound on the whole is enough. */
    private static final int RATIO_FROM_BYTES = 64 * 1024;

    /** @throws ProblemException 415 with Accept-Encoding for any other, or for two */
    static ContentCoding of(List<String> headers) {
        String coding = String.join(",", headers).trim().toLowerCase(Locale.ROOT);
        return switch (coding) {
            case "", "identity" -> IDENTITY;
            case "gzip", "x-gzip" -> GZIP;
            default -> throw refused("Content-Encoding is " + Shown.cut(coding) + ", wanted gzip or none");
        };
    }

    private static ProblemException refused(String detail) {
        return Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, detail)
                .withHeader("Accept-Encoding", "gzip")
                .asException();
    }

    /** @throws ProblemException 400 for a broken stream, 413 for one that grows too much, 415 for gzip within gzip */
    byte[] decode(byte[] body, int bytesMax, Limits limits, ByteBudget.Share share) {
        if (this == IDENTITY) {
            return body;
        }
        try {
            byte[] decoded = inflate(body, bytesMax, limits, share);
            if (decoded.length > 1 && decoded[0] == 0x1f && decoded[1] == (byte) 0x8b) {
                throw refused("the body is gzip within gzip");
            }
            return decoded;
        } catch (ZipException | EOFException e) {
            throw Problem.of(ErrorCode.REQUEST_INVALID, "the body is not a whole gzip stream")
                    .asException();
        } catch (IOException e) {
            throw new IllegalStateException(e); // memory does not fail otherwise
        }
    }

    private static byte[] inflate(byte[] body, int bytesMax, Limits limits, ByteBudget.Share share) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(32, body.length));
        byte[] part = new byte[8 * 1024];
        long ratioMax = Math.max(RATIO_FROM_BYTES, (long) body.length * limits.gzipRatioMax());
        try (WholeStream in = new WholeStream(body)) {
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                if (out.size() + (long) n > bytesMax) {
                    throw BodyReader.tooLarge(bytesMax).asException();
                }
                if (out.size() + (long) n > ratioMax) {
                    throw Problem.of(
                                    ErrorCode.TOO_LARGE,
                                    "the body expands more than " + limits.gzipRatioMax() + " times")
                            .asException();
                }
                if (!share.tryTake(n)) {
                    throw Problem.of(ErrorCode.LOG_BUSY, "the bodies of other requests fill the memory set aside")
                            .asException();
                }
                out.write(part, 0, n);
            }
            in.requireEnd();
        }
        return out.toByteArray();
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
