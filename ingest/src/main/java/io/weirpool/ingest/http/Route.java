package io.weirpool.ingest.http;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CompletionStage;

/**
 * One endpoint. HEAD is answered by the GET of the same path without its body, OPTIONS and 405 by the methods of all
 * routes with the same path, so nobody declares those.
 *
 * @param method in capitals: {@code GET}, {@code POST}
 * @param path literal and {@code {named}} segments: {@code /v1/views/{view}}; among routes that match, the one with a
 *     literal earliest wins
 * @param bodyBytesMax longest body, decompressed; a longer one is 413 and the handler is not called. 0: none is read
 * @param handler what answers
 */
public record Route(String method, PathPattern path, int bodyBytesMax, Handler handler) {
    public Route {
        requireNonNull(method, "method");
        requireNonNull(path, "path");
        requireNonNull(handler, "handler");
    }

    /** Reads: may block (database, waiting for a receipt), runs on one of a bounded number of threads. */
    public static Route get(String path, BlockingHandler handler) {
        return new Route("GET", PathPattern.of(path), 0, handler);
    }

    /** Like {@link #get} with another method and a body. */
    public static Route blocking(String method, String path, int bodyBytesMax, BlockingHandler handler) {
        return new Route(method, PathPattern.of(path), bodyBytesMax, handler);
    }

    /** For work that answers later from another thread; the handler itself must not block. */
    public static Route async(String method, String path, int bodyBytesMax, AsyncHandler handler) {
        return new Route(method, PathPattern.of(path), bodyBytesMax, handler);
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
