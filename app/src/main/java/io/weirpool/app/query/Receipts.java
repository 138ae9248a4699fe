package io.weirpool.app.query;

import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.kafka.RepeatIndex;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.Position;
import io.weirpool.common.topic.Receipt;
import io.weirpool.ingest.http.Reflections;
import io.weirpool.ingest.http.Request;
import io.weirpool.ingest.http.Response;
import io.weirpool.ingest.http.Route;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** {@code GET /v1/receipts/{receipt}}, and waiting for receipts. Thread-safe. */
public final class Receipts implements Reflections, AutoCloseable {
    /* One looks for all that wait, one answers who asks. */
    private static final int CONNECTIONS = 2;

    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern COMMANDS = Pattern.compile("[1-9][0-9]{0,6}");
    private static final List<String> PARAMETERS = List.of("from", "trace", "commands");

    private final Database database;
    private final ReceiptWatch watch;
    private final RepeatIndex repeats;
    private final Supplier<Name> pipeline;

    /**
     * Looks nothing up yet.
     *
     * @param repeats which commands were there before; closed with this
     * @param pipeline of the newest catalog
     */
    public Receipts(ReadConfig config, MeterRegistry metrics, RepeatIndex repeats, Supplier<Name> pipeline) {
        this.repeats = repeats;
        this.pipeline = pipeline;
        database = new Database(config.withConnections(CONNECTIONS), "receipts", metrics);
        watch = ReceiptWatch.start(database);
    }

    /** To be mounted beside the routes of ingest. */
    public List<Route> routes() {
        return List.of(Route.get("/v1/receipts/{receipt}", this::read));
    }

    private Response read(Request request) {
        for (Request.Parameter parameter : request.query()) {
            if (!PARAMETERS.contains(parameter.name())) {
                throw new WeirpoolException(
                        ErrorCode.QUERY_INVALID,
                        "no parameter is called \"" + ViewQueryParser.shortened(parameter.name()) + "\" here");
            }
        }
        Receipt receipt = Receipt.parse(request.pathParameter("receipt"));
        Position from = request.queryParameter("from")
                .map(token -> Receipt.parse(token).position())
                .orElse(Position.NONE);
        Optional<String> trace = request.queryParameter("trace");
        if (trace.isPresent() && !TRACE.matcher(trace.get()).matches()) {
            throw new WeirpoolException(ErrorCode.QUERY_INVALID, "trace is not 32 hexadecimal digits");
        }
        long commands = commands(request, receipt);
        ReceiptState state =
                database.readSnapshot(connection -> ReceiptState.read(connection, receipt, from, trace.orElse(null)));
        OptionalLong known = state.isApplied()
                ? repeats.count(pipeline.get(), from, receipt.position(), trace.orElse(null))
                : OptionalLong.empty();
        known.ifPresent(count -> state.repeats(count, commands));
        return Response.json(200, state.json()).with("Cache-Control", "no-store");
    }

    /** How many commands have the receipt; one of each partition where nobody says. */
    private static long commands(Request request, Receipt receipt) {
        String given = request.queryParameter("commands")
                .orElse(Integer.toString(receipt.position().nextOffsets().size()));
        if (!given.equals("0") && !COMMANDS.matcher(given).matches()) {
            throw new WeirpoolException(ErrorCode.QUERY_INVALID, "commands is not a number of commands");
        }
        return Long.parseLong(given);
    }

    @Override
    public CompletionStage<Boolean> within(Receipt receipt, Duration wait) {
        return watch.within(receipt, wait);
    }

    @Override
    public void close() {
        watch.close();
        repeats.close();
        database.close();
    }
}
