package io.weirpool.ingest.http;

import io.weirpool.common.error.ErrorCode;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Problems that Jetty finds before a route is known: malformed requests, too large headers, a server that stops. */
final class ServerErrors implements Request.Handler {
    @Override
    public boolean handle(Request request, org.eclipse.jetty.server.Response response, Callback callback) {
        int status = ours(response.getStatus());
        RequestContext context = RequestContext.begin(request.getHeaders().get("traceparent"));
        Problem problem = problem(status, request.getAttribute(ErrorHandler.ERROR_MESSAGE));
        ResponseWriter.writeWhole(Problems.of(problem, status, context), context, response, callback);
        return true;
    }

    /** Another version of HTTP, or what it may hold, is the caller's affair: nothing has failed here. */
    private static int ours(int status) {
        return status == 501 || status == 505 ? 400 : status;
    }

    private static Problem problem(int status, @Nullable Object message) {
        String reason = message == null ? "" : ": " + Shown.cut(message.toString());
        return switch (status) {
            case 404 -> Problem.of(ErrorCode.NOT_FOUND, "nothing is there");
            case 405 -> Problem.of(ErrorCode.METHOD_NOT_ALLOWED, "this method is not served here");
            case 408 -> Problem.of(ErrorCode.REQUEST_TIMEOUT, "the request came too slowly");
            case 413 -> Problem.of(ErrorCode.TOO_LARGE, "the request is too large");
            case 414 -> Problem.of(ErrorCode.URI_TOO_LONG, "the URI is too long");
            case 431 -> Problem.of(ErrorCode.HEADERS_TOO_LARGE, "the headers are too large");
            case 503 -> Problem.of(ErrorCode.NOT_READY, "this process is about to stop");
            default ->
                status < 500
                        ? Problem.of(ErrorCode.REQUEST_INVALID, "this is not a request HTTP/1.1 allows" + reason)
                        : Problem.of(ErrorCode.INTERNAL, "the request failed");
        };
    }
}
