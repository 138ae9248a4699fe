package io.weirpool.ingest.http;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.NearMatch;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.ingest.check.BodyFormat;
import io.weirpool.ingest.check.Checked;
import io.weirpool.ingest.check.Intake;
import io.weirpool.ingest.check.Intakes;
import io.weirpool.ingest.check.Operation;
import io.weirpool.ingest.check.RecentIds;
import io.weirpool.ingest.check.Rejection;
import io.weirpool.ingest.check.RequestKey;
import io.weirpool.ingest.check.Submission;
import io.weirpool.ingest.limit.ByteBudget;
import io.weirpool.ingest.limit.Limits;
import io.weirpool.ingest.publish.Appended;
import io.weirpool.ingest.publish.Command;
import io.weirpool.ingest.publish.CommandHeaders;
import io.weirpool.ingest.publish.CommandPublisher;
import io.weirpool.ingest.publish.Ticks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/streams/{stream}} and {@code POST /v1/tables/{table}}: every row is checked before the first is sent,
 * and the 202 comes when all are in the log.
 */
public final class SourceEndpoint {
    private static final String PARTIAL = "partial";

    private final Intakes intakes;
    private final Supplier<Optional<String>> catalogUnread;
    private final CommandPublisher publisher;
    private final RecentIds recent = new RecentIds();
    private final Ticks ticks;
    private final Limits limits;
    private final ByteBudget memory;
    private final CommandMetrics metrics;
    private final Reflections reflections;

    /**
     * Takes what it works with.
     *
     * @param catalogUnread why the intakes may not be those of the latest catalog; empty when they are
     */
    public SourceEndpoint(
            Intakes intakes,
            Supplier<Optional<String>> catalogUnread,
            CommandPublisher publisher,
            Ticks ticks,
            Limits limits,
            ByteBudget memory,
            CommandMetrics metrics,
            Reflections reflections) {
        this.intakes = intakes;
        this.catalogUnread = catalogUnread;
        this.publisher = publisher;
        this.ticks = ticks;
        this.limits = limits;
        this.memory = memory;
        this.metrics = metrics;
        this.reflections = reflections;
    }

    public List<Route> routes() {
        return List.of(
                route("/v1/streams/{source}", Source.Kind.STREAM), route("/v1/tables/{source}", Source.Kind.TABLE));
    }

    private Route route(String path, Source.Kind kind) {
        return Route.async("POST", path, limits.bodyBytesMax(), request -> post(request, kind))
                .checkedBy(head -> checkHead(head, kind));
    }

    /** What can be said before the body is here; the commands' metrics count it under the source, when there is one. */
    private void checkHead(Request head, Source.Kind kind) {
        intake(head, kind);
        operation(head, kind);
        MediaTypes.of(head);
        key(head);
        BinaryEvent.identity(head);
        flag(head, PARTIAL);
    }

    private CompletionStage<Response> post(Request request, Source.Kind kind) {
        Intake intake = intake(request, kind);
        Source source = intake.source();
        Operation operation = operation(request, kind);
        ByteBudget.Share share = memory.share();
        try {
            Checked checked = check(request, intake, operation, share);
            List<Command> commands = checked.commands();
            recent.begin(source, checked.claims(), System.currentTimeMillis());
            long sentNanos = System.nanoTime();
            return sent(intake, checked, request.context())
                    .whenComplete((appended, failure) -> {
                        share.close();
                        metrics.acknowledged(source, Duration.ofNanos(System.nanoTime() - sentNanos));
                        metrics.answered(source, operation, commands.size(), failure);
                        if (failure == null) {
                            ticks.appended(source, intake.log(), commands);
                        }
                    })
                    .thenCompose(appended -> answer(request, checked, appended));
        } catch (RuntimeException refused) {
            share.close();
            metrics.answered(source, operation, 1, refused);
            throw refused;
        }
    }

    private static @Nullable RequestKey key(Request request) {
        return RequestKey.of(request.headers().all(RequestKey.HEADER));
    }

    /** 202 at once, unless the caller would rather wait for the views. */
    private CompletionStage<Response> answer(Request request, Checked checked, Appended appended) {
        Accepted accepted = new Accepted(appended, checked, request.context().traceId());
        Duration wait = Preference.wait(request);
        return wait.isZero()
                ? CompletableFuture.completedFuture(accepted.response(202))
                : reflections.within(appended.receipt(), wait).thenApply(applied -> accepted.afterWait(wait, applied));
    }

    /** Publishes, and lets go of the ids however that ends. */
    private CompletableFuture<Appended> sent(Intake intake, Checked checked, RequestContext context) {
        Source source = intake.source();
        try {
            return publish(intake, checked.commands(), context)
                    .whenComplete((appended, failure) -> recent.end(
                            source,
                            checked.claims(),
                            failure == null || isIndeterminate(failure)
                                    ? RecentIds.End.PERHAPS_STORED
                                    : RecentIds.End.NOTHING_STORED));
        } catch (RuntimeException refused) {
            recent.end(source, checked.claims(), RecentIds.End.NOTHING_STORED);
            throw refused;
        }
    }

    private static boolean isIndeterminate(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof WeirpoolException expected && expected.code() == ErrorCode.LOG_SLOW;
    }

    private Intake intake(Request request, Source.Kind kind) {
        String name = request.pathParameter("source");
        Intake intake = intakes.of(name).orElseThrow(() -> unknown(kind, name));
        if (intake.source().kind() != kind) {
            throw notFound(kind, name, intake.source().isTable() ? "; it is a table" : "; it is a stream");
        }
        return intake;
    }

    /** While the catalog cannot be read, nobody knows that a source does not exist. */
    private WeirpoolException unknown(Source.Kind kind, String name) {
        return catalogUnread
                .get()
                .map(why -> new WeirpoolException(ErrorCode.NOT_READY, why))
                .orElseGet(() -> notFound(kind, name, NearMatch.hint(name, intakes.names())));
    }

    private static WeirpoolException notFound(Source.Kind kind, String name, String hint) {
        String what = kind == Source.Kind.TABLE ? "table" : "stream";
        return new WeirpoolException(
                ErrorCode.NOT_FOUND, "there is no " + what + " \"" + Shown.cut(name) + "\"" + hint);
    }

    private static Operation operation(Request request, Source.Kind kind) {
        for (Request.Parameter parameter : request.query()) {
            boolean known = parameter.name().equals(PARTIAL)
                    || (kind == Source.Kind.TABLE && parameter.name().equals("op"));
            if (!known) {
                throw new WeirpoolException(
                        ErrorCode.QUERY_INVALID, "no parameter is called \"" + Shown.cut(parameter.name()) + "\" here");
            }
        }
        String op = request.queryParameter("op").orElse("upsert");
        return switch (op) {
            case "upsert" -> Operation.UPSERT;
            case "delete" -> Operation.DELETE;
            default ->
                throw new WeirpoolException(
                        ErrorCode.QUERY_INVALID, "op is \"" + Shown.cut(op) + "\", wanted upsert or delete");
        };
    }

    private static boolean flag(Request request, String name) {
        String value = request.queryParameter(name).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new WeirpoolException(
                    ErrorCode.QUERY_INVALID, name + " is \"" + Shown.cut(value) + "\", wanted true or false");
        }
        return value.equals("true");
    }

    private Checked check(Request request, Intake intake, Operation operation, ByteBudget.Share share) {
        BodyFormat format = MediaTypes.of(request);
        if (request.body().length == 0) {
            throw new WeirpoolException(ErrorCode.EMPTY_BODY, "the body is empty");
        }
        try {
            Submission submission = new Submission(
                    request.body(),
                    format,
                    operation,
                    key(request),
                    BinaryEvent.identity(request).orElse(null),
                    flag(request, PARTIAL));
            return intake.check(submission, limits, share);
        } catch (Rejection rejection) {
            throw Problem.of(rejection.code(), rejection.detail())
                    .withErrors(rejection.listed())
                    .asException();
        }
    }

    private CompletableFuture<Appended> publish(Intake intake, List<Command> commands, RequestContext context) {
        return commands.isEmpty()
                ? CompletableFuture.completedFuture(Appended.NOTHING)
                : publisher.append(intake.log(), commands, CommandHeaders.traceparent(context.traceparent()));
    }
}
