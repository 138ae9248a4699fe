package io.weirpool.ingest.http;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.ingest.http.RequestHandler.Surroundings;
import io.weirpool.ingest.http.Route.AsyncHandler;
import io.weirpool.ingest.http.Route.BlockingHandler;
import io.weirpool.ingest.limit.ByteBudget;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One request from its headers to the last byte of its answer: find the route, check the head, read the body, call the
 * handler, write the answer. Each step that fails ends with a problem; every end goes through {@link #finished}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // each stage ends in answer() or failed()
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final Surroundings surroundings;
    private final org.eclipse.jetty.server.Request in;
    private final org.eclipse.jetty.server.Response out;
    private final Callback callback;
    private final RequestContext context;
    private final ByteBudget.Share share;
    private final AtomicBoolean finished = new AtomicBoolean();
    private boolean bodyRead;
    private List<Response.Header> quotaLeft = List.of();
    private @Nullable String route;
    private @Nullable String receipt;

    Exchange(
            Surroundings surroundings,
            org.eclipse.jetty.server.Request in,
            org.eclipse.jetty.server.Response out,
            Callback callback) {
        this.surroundings = surroundings;
        this.in = in;
        this.out = out;
        this.callback = callback;
        this.context = RequestContext.begin(in.getHeaders().get("traceparent"));
        this.share = surroundings.bodies().share();
    }

    void begin() {
        attempt(() -> {
            if (in.getMethod().equals("CONNECT")) { // what follows would be somebody else's protocol
                throw Problem.of(ErrorCode.REQUEST_INVALID, "this is no proxy: CONNECT leads nowhere")
                        .withHeader("Connection", "close")
                        .asException();
            }
            if (in.getMethod().equals("OPTIONS")) {
                quotaLeft = surroundings.quota().passUnrouted(address());
                options(path());
                return;
            }
            List<String> path = paying(this::path);
            RouteTable.Match match = paying(() -> surroundings.routes().find(in.getMethod(), path));
            route = match.route().path().toString();
            List<Request.Parameter> query = Percent.query(in.getHttpURI().getQuery());
            Request head = request(path, match.parameters(), query, new byte[0]);
            quotaLeft = surroundings.quota().pass(match.route(), caller(match.route(), head), address());
            match.route().check().check(head);
            readBody(match.route(), head);
        });
    }

    /** Who is not let in has used his address's quota all the same: tokens cannot be tried without end. */
    private Optional<String> caller(Route found, Request head) {
        try {
            return surroundings.guard().check(found, head);
        } catch (RuntimeException refused) {
            quotaLeft = surroundings.quota().pass(found, Optional.empty(), address());
            throw refused;
        }
    }

    /** What leads nowhere uses the quota of its address, too. */
    private <T> T paying(Supplier<T> look) {
        try {
            return look.get();
        } catch (RuntimeException nowhere) {
            quotaLeft = surroundings.quota().passUnrouted(address());
            throw nowhere;
        }
    }

    private SocketAddress address() {
        return in.getConnectionMetaData().getRemoteSocketAddress();
    }

    private List<String> path() {
        String pathQuery = in.getHttpURI().getPathQuery();
        if (pathQuery != null && pathQuery.length() > surroundings.limits().uriBytesMax()) {
            throw new WeirpoolException(
                    ErrorCode.URI_TOO_LONG,
                    "the URI has %,d characters, at most %,d are taken"
                            .formatted(pathQuery.length(), surroundings.limits().uriBytesMax()));
        }
        return Percent.segments(String.valueOf(in.getHttpURI().getPath()));
    }

    private void options(List<String> path) throws IOException {
        String allow = surroundings.routes().allow(path);
        if (allow.isEmpty()) {
            throw new WeirpoolException(ErrorCode.NOT_FOUND, "nothing is there");
        }
        answer(Response.of(204).with("Allow", allow));
    }

    private Request request(
            List<String> path, Map<String, String> parameters, List<Request.Parameter> query, byte[] body) {
        String method = in.getMethod().equals("HEAD") ? "GET" : in.getMethod();
        return new Request(
                method,
                "/" + String.join("/", path),
                parameters,
                query,
                new ReceivedHeaders(in.getHeaders()),
                body,
                context);
    }

    private void readBody(Route found, Request head) {
        if (found.bodyBytesMax() == 0) {
            call(found, head);
            return;
        }
        ContentCoding coding = ContentCoding.of(in.getHeaders().getValuesList(HttpHeader.CONTENT_ENCODING));
        if (in.getLength() > found.bodyBytesMax()) {
            throw BodyReader.tooLarge(found.bodyBytesMax()).asException();
        }
        BodyReader.read(in, found.bodyBytesMax(), surroundings.limits(), share, surroundings.pieces())
                .whenComplete((body, failure) -> {
                    if (failure != null) {
                        failed(failure);
                        return;
                    }
                    bodyRead = true;
                    attempt(() -> {
                        byte[] decoded = coding.decode(
                                body, found.bodyBytesMax(), surroundings.limits(), share, surroundings.pieces());
                        call(found, head.withBody(decoded));
                    });
                });
    }

    private void call(Route found, Request request) {
        if (found.handler() instanceof AsyncHandler async) {
            attempt(() -> {
                CompletableFuture<Response> handled = async.handle(request).toCompletableFuture();
                if (handled.isDone()) { // on this thread
                    handled.whenComplete(this::answerOrFail);
                } else {
                    handled.whenCompleteAsync(this::answerOrFail, surroundings.answers());
                }
            });
        } else if (found.handler() instanceof BlockingHandler handler) {
            onBlockingThread(() -> attempt(() -> answer(handler.handle(request))));
        }
    }

    private void answerOrFail(@Nullable Response response, @Nullable Throwable failure) {
        if (failure != null) {
            failed(failure);
        } else if (response != null) {
            attempt(() -> answer(response));
        }
    }

    private void onBlockingThread(Runnable task) {
        try {
            surroundings.blocking().execute(task);
        } catch (RejectedExecutionException e) {
            failed(new WeirpoolException(
                    ErrorCode.SERVER_BUSY, "as many requests as this process takes are waiting already", e));
        }
    }

    private void answer(Response handled) throws IOException {
        Response response = withQuota(handled);
        receipt = receipt(response);
        if (response.body() instanceof Response.Streamed body) {
            boolean withBody = !in.getMethod().equals("HEAD");
            ResponseWriter.writeStreamed(response, body, withBody, context, out);
            finished(null);
        } else {
            ResponseWriter.writeWhole(response, context, out, afterRest());
        }
    }

    private static @Nullable String receipt(Response response) {
        for (Response.Header header : response.headers()) {
            if (header.name().equals(Response.RECEIPT)) {
                return header.value();
            }
        }
        return null;
    }

    /** When the answer came before the body was read: reads the rest first, so that the client reads the answer. */
    private Callback afterRest() {
        Callback end = Callback.from(() -> finished(null), this::finished);
        return bodyRead || in.getLength() == 0 ? end : Callback.from(() -> RestOfBody.discard(in, end), this::finished);
    }

    private Response withQuota(Response response) {
        Response with = response;
        for (Response.Header header : quotaLeft) {
            with = with.with(header.name(), header.value());
        }
        return with;
    }

    /** A step; whatever it throws becomes the answer. */
    private void attempt(Step step) {
        withMdc(() -> {
            try {
                step.run();
            } catch (Throwable failure) { // also of a defect: an answer must come
                failed(failure);
            }
        });
    }

    private void failed(Throwable failure) {
        if (out.isCommitted() || isGone(failure)) {
            finished(failure);
            return;
        }
        withMdc(() -> {
            out.reset();
            ResponseWriter.writeWhole(withQuota(Problems.of(failure, context)), context, out, afterRest());
        });
    }

    /** Reading or writing failed: there is nobody to answer. */
    private static boolean isGone(Throwable failure) {
        return failure instanceof IOException;
    }

    private void finished(@Nullable Throwable failure) {
        if (!finished.compareAndSet(false, true)) {
            return;
        }
        share.close();
        withMdc(() -> surroundings.log().answered(entry(failure == null || out.isCommitted() ? out.getStatus() : 0)));
        if (failure == null) {
            callback.succeeded();
        } else {
            LOG.debug("request {} was cut", context.requestId(), failure);
            callback.failed(failure);
        }
    }

    private RequestLog.Entry entry(int status) {
        Duration took = Duration.ofNanos(System.nanoTime() - in.getBeginNanoTime());
        String path = Shown.cut(String.valueOf(in.getHttpURI().getPath()));
        return new RequestLog.Entry(context, Shown.cut(in.getMethod()), route, path, status, receipt, took);
    }

    private void withMdc(Runnable task) {
        MDC.put("trace_id", context.traceId());
        MDC.put("request_id", context.requestId());
        try {
            task.run();
        } finally {
            MDC.remove("trace_id");
            MDC.remove("request_id");
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }
}
