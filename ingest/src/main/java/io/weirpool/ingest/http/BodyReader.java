package io.weirpool.ingest.http;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.ingest.limit.ByteBudget;
import io.weirpool.ingest.limit.Limits;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Content;

/**
 * Reads a body to its end without holding a thread while none of it is there. Memory grows with what has arrived, not
 * with what was announced, and is taken from the budget of all requests.
 */
final class BodyReader {
    private final Content.Source source;
    private final int bytesMax;
    private final Limits limits;
    private final ByteBudget.Share share;
    private final Pieces pieces;
    private final CompletableFuture<byte[]> done = new CompletableFuture<>();
    private final long startNanos = System.nanoTime();

    private BodyReader(Content.Source source, int bytesMax, Limits limits, ByteBudget.Share share, PiecePool pool) {
        this.source = source;
        this.pieces = new Pieces(source.getLength(), pool);
        this.bytesMax = bytesMax;
        this.limits = limits;
        this.share = share;
    }

    /**
     * The body, or a {@link ProblemException}, or what the connection failed with when the client is gone. Completes on
     * the caller's or a server thread.
     */
    static CompletableFuture<byte[]> read(
            Content.Source source, int bytesMax, Limits limits, ByteBudget.Share share, PiecePool pool) {
        BodyReader reader = new BodyReader(source, bytesMax, limits, share, pool);
        reader.readOn();
        return reader.done;
    }

    private void readOn() {
        while (!done.isDone()) {
            Content.Chunk chunk = source.read();
            if (chunk == null) {
                source.demand(this::readOn);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                end(failure(chunk.getFailure()));
                return;
            }
            take(chunk);
        }
    }

    private void take(Content.Chunk chunk) {
        try {
            int more = chunk.remaining();
            if (pieces.length() + (long) more > bytesMax) {
                refuse(tooLarge(bytesMax));
            } else if (!share.tryTake(more)) {
                refuse(Problem.of(ErrorCode.LOG_BUSY, "the bodies of other requests fill the memory set aside"));
            } else if (tooSlow(more, chunk.isLast())) {
                refuse(slow());
            } else {
                pieces.add(chunk.getByteBuffer());
            }
        } finally {
            chunk.release();
        }
        if (chunk.isLast() && !done.isDone()) {
            byte[] body = pieces.toByteArray();
            pieces.close();
            done.complete(body);
        }
    }

    private void refuse(Problem problem) {
        end(problem.asException());
    }

    private void end(Throwable failure) {
        pieces.close();
        done.completeExceptionally(failure);
    }

    private boolean tooSlow(int more, boolean last) {
        long elapsedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
        long wanted =
                limits.bodyBytesPerSecondMin() * (elapsedMs - limits.bodyGrace().toMillis()) / 1_000;
        return !last && pieces.length() + more < wanted;
    }

    private Throwable failure(Throwable cause) {
        if (cause instanceof TimeoutException) {
            return slow().asException();
        }
        if (cause instanceof HttpException bad && bad.getCode() < 500) {
            return Problem.of(ErrorCode.REQUEST_INVALID, "the body is not framed as HTTP/1.1 defines it")
                    .withHeader("Connection", "close")
                    .asException();
        }
        return cause;
    }

    private static Problem slow() {
        return Problem.of(ErrorCode.REQUEST_TIMEOUT, "the body came too slowly").withHeader("Connection", "close");
    }

    static Problem tooLarge(long bytesMax) {
        return Problem.of(ErrorCode.TOO_LARGE, "the body is larger than %,d bytes".formatted(bytesMax));
    }
}
