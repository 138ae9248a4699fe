package io.weirpool.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * A request as it goes over the wire.
 *
 * @param kind of what it is counted with
 * @param bytes head and body; nobody writes to it
 * @param rows it carries
 */
@SuppressWarnings("ArrayRecordComponent") // sent once, never compared
public record Shot(Kind kind, byte[] bytes, int rows) {
    /** An ordinary one. */
    public static Shot post(String path, String contentType, byte[] body, int rows) {
        return new Shot(Kind.NORMAL, request(path, contentType, "", body), rows);
    }

    /** A POST as bytes; {@code headers}: more of them, each with its line end. */
    public static byte[] request(String path, String contentType, String headers, byte[] body) {
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + contentType + "\r\n"
                        + headers + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(US_ASCII);
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    /** Closed: each has an answer of its own that is right. */
    public enum Kind {
        /** Taken; or done, by a server that does the work before it answers. */
        NORMAL(202, 201),
        /** A command under a key that another post has, too: taken; or the other one, which may be later, is on its way. */
        ONE_OF_TWO(202, 409),
        GARBAGE(400, 400);

        private final int status;
        private final int orElse;

        Kind(int status, int orElse) {
            this.status = status;
            this.orElse = orElse;
        }

        public boolean isRight(int answered) {
            return answered == status || answered == orElse;
        }
    }
}
