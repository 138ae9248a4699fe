package io.weirpool.ingest.http;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Puts a {@link Response} onto the wire. */
final class ResponseWriter {
    /* Smaller answers fit into one packet however they are sent. */
    private static final int GZIP_FROM_BYTES = 1_400;

    /* What is made before it is sent: large enough for few packets, small enough for 32 readers at once. */
    private static final int BUFFER_BYTES = 32 * 1024;

    private ResponseWriter() {}

    /** Writes an answer that is not streamed. */
    static void writeWhole(
            Response answer, RequestContext context, org.eclipse.jetty.server.Response out, Callback callback) {
        byte[] bytes = answer.body() instanceof Response.Whole whole ? whole.bytes() : new byte[0];
        if (bytes.length >= GZIP_FROM_BYTES && wantsGzip(answer, out)) {
            bytes = gzip(bytes);
            out.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
        }
        writeHead(answer, context, out);
        if (answer.status() != 204 && answer.status() != 304) {
            out.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
        }
        out.write(true, bytes.length == 0 ? BufferUtil.EMPTY_BUFFER : ByteBuffer.wrap(bytes), callback);
    }

    /** Writes a streamed answer; returns when the last byte is written. */
    static void writeStreamed(
            Response answer,
            Response.Streamed body,
            boolean withBody,
            RequestContext context,
            org.eclipse.jetty.server.Response out)
            throws IOException {
        boolean gzip = wantsGzip(answer, out);
        if (gzip) {
            out.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
        }
        writeHead(answer, context, out);
        OutputStream wire = new BufferedOutputStream(Content.Sink.asOutputStream(out), BUFFER_BYTES);
        if (withBody) {
            OutputStream made = gzip ? new GZIPOutputStream(wire, BUFFER_BYTES) : wire;
            body.writer().writeTo(made);
            made.close(); // only after success: closing would end a cut answer as if it were whole
        } else {
            wire.close();
        }
    }

    private static void writeHead(Response answer, RequestContext context, org.eclipse.jetty.server.Response out) {
        out.setStatus(answer.status());
        for (Response.Header header : answer.headers()) {
            out.getHeaders().add(header.name(), header.value());
        }
        out.getHeaders().put("traceparent", context.traceparent());
        out.getHeaders().put("X-Request-Id", context.requestId());
        out.getHeaders().put("X-Content-Type-Options", "nosniff");
        if (compressible(answer)) {
            out.getHeaders().add(HttpHeader.VARY, "Accept-Encoding");
        }
    }

    private static boolean compressible(Response answer) {
        return answer.status() == 200
                && answer.headers().stream()
                        .filter(h -> h.name().equalsIgnoreCase("Content-Type"))
                        .map(h -> h.value().toLowerCase(Locale.ROOT))
                        .anyMatch(type ->
                                type.startsWith("text/") || type.contains("json") || type.contains("javascript"));
    }

    private static boolean wantsGzip(Response answer, org.eclipse.jetty.server.Response out) {
        return compressible(answer)
                && out.getRequest().getHeaders().getQualityCSV(HttpHeader.ACCEPT_ENCODING).stream()
                        .anyMatch(coding -> coding.equalsIgnoreCase("gzip") || coding.equals("*"));
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 2);
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return packed.toByteArray();
    }
}
