package io.weirpool.ingest.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer. The server adds Date, Content-Length where it is known, {@code traceparent}, {@code X-Request-Id}, and
 * compresses text when the caller accepts gzip.
 *
 * @param status HTTP status
 * @param headers in order; a name may come twice
 * @param body what follows them
 */
public record Response(int status, List<Header> headers, Body body) {
    /** Header with the token of a receipt; log lines take it from there. */
    public static final String RECEIPT = "Weirpool-Receipt";

    public Response {
        headers = List.copyOf(headers);
    }

    public record Header(String name, String value) {}

    /** Closed: the server writes each in its own way. */
    public sealed interface Body permits Empty, Whole, Streamed {}

    public record Empty() implements Body {}

    /** All of it. Nobody writes to the array. */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    public record Whole(byte[] bytes) implements Body {}

    /** Written while it is made, on a thread that may block. */
    public record Streamed(Writer writer) implements Body {}

    /** Writes a body. */
    @FunctionalInterface
    public interface Writer {
        /**
         * Called once, unless the request was a HEAD. An exception cuts the connection, so that the caller cannot take
         * half an answer for a whole one.
         *
         * @param out blocks when the caller reads slowly; throws when the caller is gone or stalled
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Without body. */
    public static Response of(int status) {
        return new Response(status, List.of(), new Empty());
    }

    public static Response of(int status, String contentType, byte[] body) {
        return new Response(status, List.of(new Header("Content-Type", contentType)), new Whole(body));
    }

    public static Response json(int status, byte[] utf8) {
        return of(status, "application/json", utf8);
    }

    public static Response text(int status, String text) {
        return of(status, "text/plain;charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Response streamed(int status, String contentType, Writer writer) {
        return new Response(status, List.of(new Header("Content-Type", contentType)), new Streamed(writer));
    }

    /** The same with one header more. */
    public Response with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Response(status, more, body);
    }
}
