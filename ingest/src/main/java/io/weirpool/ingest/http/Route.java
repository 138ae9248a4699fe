package io.weirpool.ingest.http;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One endpoint. HEAD is answered by the GET of the same path without its body, OPTIONS and 405 by the methods of all
 * routes with the same path, so nobody declares those.
 *
 * @param method in capitals: {@code GET}, {@code POST}
 * @param path literal and {@code {named}} segments: {@code /v1/views/{view}}; among routes that match, the one with a
 *     literal earliest wins
 * @param bodyBytesMax longest body, decompressed; a longer one is 413 and the handler is not called. 0: none is read
 * @param check looks at the request before its body is read
 * @param handler what answers
 */
public record Route(String method, PathPattern path, int bodyBytesMax, Check check, Handler handler) {
    private static final Check NONE = head -> {};

    public Route {
        requireNonNull(method, "method");
        requireNonNull(path, "path");
        requireNonNull(check, "check");
        requireNonNull(handler, "handler");
    }

    /** The same, with a look at the request before its body is read. */
    public Route checkedBy(Check wanted) {
        return new Route(method, path, bodyBytesMax, wanted, handler);
    }

    /** Reads: may block (database, waiting for a receipt), runs on one of a bounded number of threads. */
    public static Route get(String path, BlockingHandler handler) {
        return new Route("GET", PathPattern.of(path), 0, NONE, handler);
    }

    /** Reads that never wait: answered even when all threads that may wait do. */
    public static Route now(String path, BlockingHandler handler) {
        return async("GET", path, 0, request -> CompletableFuture.completedFuture(handler.handle(request)));
    }

    /** Like {@link #get} with another method and a body. */
    public static Route blocking(String method, String path, int bodyBytesMax, BlockingHandler handler) {
        return new Route(method, PathPattern.of(path), bodyBytesMax, NONE, handler);
    }

    /** For work that answers later from another thread; the handler itself must not block. */
    public static Route async(String method, String path, int bodyBytesMax, AsyncHandler handler) {
        return new Route(method, PathPattern.of(path), bodyBytesMax, NONE, handler);
    }

    /** Refuses, by an exception like a handler's, what no body could make right. Cheap; never blocks. */
    @FunctionalInterface
    public interface Check {
        /** @param head the request with an empty body */
        void check(Request head);
    }

    /** Closed: the server must know whether it lends a thread that may wait. */
    public sealed interface Handler permits BlockingHandler, AsyncHandler {}

    /**
     * Answers on the thread that calls, which it may block for as long as a request may take.
     *
     * <p>A {@link ProblemException} or {@link io.weirpool.common.error.WeirpoolException} becomes a problem document
     * with the status of its code; anything else is logged with its stack and becomes a 500 that shows none of it.
     */
    @FunctionalInterface
    public non-sealed interface BlockingHandler extends Handler {
        Response handle(Request request) throws Exception;
    }

    /** As {@link BlockingHandler}, but the answer, or the failure, is whatever completes the stage. Never blocks. */
    @FunctionalInterface
    public non-sealed interface AsyncHandler extends Handler {
        CompletionStage<Response> handle(Request request) throws Exception;
    }
}
