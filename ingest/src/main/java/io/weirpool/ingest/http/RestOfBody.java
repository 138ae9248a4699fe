package io.weirpool.ingest.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * What a client still sends after it was refused. Closing at once would make its system throw our answer away unread, so
 * some of it is read and forgotten; a client that waits for {@code 100 Continue} has not sent it, and sees the answer.
 */
final class RestOfBody {
    /* Twice the largest body, or what comes in a few seconds: a client that sends more does not listen anyway. */
    private static final long BYTES_MAX = 32L * 1024 * 1024;

    private static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(5);

    private final Request source;
    private final Callback then;
    private final long startNanos = System.nanoTime();
    private long bytes;

    private RestOfBody(Request source, Callback then) {
        this.source = source;
        this.then = then;
    }

    /** Completes the callback when enough was read; the connection is then closed by Jetty if more is to come. */
    static void discard(Request source, Callback then) {
        if (source.getHeaders().contains("Expect")) {
            then.succeeded();
        } else {
            new RestOfBody(source, then).readOn();
        }
    }

    private void readOn() {
        while (bytes < BYTES_MAX && System.nanoTime() - startNanos < NANOS_MAX) {
            Content.Chunk chunk = source.read();
            if (chunk == null) {
                source.demand(this::readOn);
                return;
            }
            bytes += chunk.remaining();
            boolean end = chunk.isLast() || Content.Chunk.isFailure(chunk);
            chunk.release();
            if (end) {
                break;
            }
        }
        then.succeeded();
    }
}
