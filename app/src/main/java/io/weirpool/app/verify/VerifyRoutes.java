package io.weirpool.app.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.app.query.ReadConfig;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.View;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.Excerpt;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.ingest.http.Request;
import io.weirpool.ingest.http.Response;
import io.weirpool.ingest.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/operate/verify/{view}}, of a share of the rows with {@code ?sample=PERCENT}, begins, or goes on looking at what runs already; {@code GET} of the same says how
 * far it is. One at a time in a process: it reads whole logs.
 */
public final class VerifyRoutes {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Parsing recurses, as in the compiler. */
    private static final long STACK_BYTES = 64L << 20;

    private final KafkaConfig kafka;
    private final ReadConfig database;
    private final Supplier<Revision> catalog;
    private final AtomicReference<@Nullable Verification> last = new AtomicReference<>();

    /** @param catalog the newest revision known; asked at each request */
    public VerifyRoutes(KafkaConfig kafka, ReadConfig database, Supplier<Revision> catalog) {
        this.kafka = kafka;
        this.database = database;
        this.catalog = catalog;
    }

    /** To be mounted beside the routes of ingest. */
    public List<Route> routes() {
        return List.of(
                Route.blocking("POST", "/v1/operate/verify/{view}", 0, this::begin),
                Route.get("/v1/operate/verify/{view}", this::look));
    }

    private synchronized Response begin(Request request) {
        Revision revision = catalog.get();
        String name = request.pathParameter("view");
        View view = revision.view(name)
                .orElseThrow(() -> new WeirpoolException(ErrorCode.NOT_FOUND, "there is no view " + Excerpt.of(name)));
        Verification running = last.get();
        if (running != null && running.verdict().state() == Verdict.State.RUNNING) {
            if (!running.verdict().view().equals(name)) {
                throw new WeirpoolException(
                        ErrorCode.NOT_READY, "view " + running.verdict().view() + " is being verified; one at a time");
            }
            return answer(202, running.verdict());
        }
        Verification next = new Verification(
                kafka,
                database,
                revision,
                view,
                request.queryParameter("sample").orElse(null));
        last.set(next);
        Thread thread = new Thread(null, next, "verify-" + name, STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        return answer(202, next.verdict());
    }

    private Response look(Request request) {
        String name = request.pathParameter("view");
        Verification known = last.get();
        if (known == null || !known.verdict().view().equals(name)) {
            throw new WeirpoolException(
                    ErrorCode.NOT_FOUND, "nobody has begun to verify a view " + Excerpt.of(name) + " here");
        }
        return answer(200, known.verdict());
    }

    private static Response answer(int status, Verdict verdict) {
        ObjectNode node = JSON.createObjectNode()
                .put("view", verdict.view())
                .put("state", verdict.state().name().toLowerCase(Locale.ROOT))
                .put("doing", verdict.doing())
                .put("commands", verdict.commands())
                .put("commands_all", verdict.commandsAll())
                .put("rows_all", verdict.rowsAll())
                .put("rows", verdict.rows())
                .put("settled", verdict.settled());
        verdict.sample().ifPresent(sample -> node.put("sample", sample));
        verdict.reason().ifPresent(reason -> node.put("reason", reason));
        verdict.differences().forEach(node.putArray("differences")::add);
        return Response.json(status, node.toString().getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-store");
    }
}
