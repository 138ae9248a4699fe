package io.weirpool.ingest.check;

import java.util.Arrays;

/** A body as text. */
final class Text {
    private Text() {}

    /** The body without a byte order mark, which editors on Windows write and RFC 8259 lets a reader ignore. */
    static byte[] of(byte[] body) {
        boolean marked = body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
        return marked ? Arrays.copyOfRange(body, 3, body.length) : body;
    }

    /** The first byte that is not blank; 0 when there is none. */
    static byte first(byte[] text) {
        for (byte b : text) {
            if (!isBlank(b)) {
                return b;
            }
        }
        return 0;
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }
}
