package io.weirpool.app.repair;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.app.query.LetterFilter;
import io.weirpool.app.query.LetterTable;
import io.weirpool.app.query.LetterTable.Letter;
import io.weirpool.app.repair.Retry.Outcome;
import io.weirpool.common.access.NewToken;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.Excerpt;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.topic.DeadLetter;
import io.weirpool.ingest.http.Request;
import io.weirpool.ingest.http.Response;
import io.weirpool.ingest.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * {@code GET /v1/operate/dead-letters} counts letters by cause, {@code .../letters} has them one by one; {@code POST
 * .../retry}, {@code .../edit} and {@code .../discard} close them. Which ones, the query says: see {@link LetterFilter}.
 */
public final class DeadLetterRoutes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/v1/operate/dead-letters";
    private static final String DEFAULT_LIMIT = "100";
    /** One retry reads the log once for all of them; more come with the next. */
    private static final int LETTERS_MAX = 1_000;

    private static final Set<String> STATES = Set.of("open", "retried", "discarded", "all");
    private static final Set<String> PARAMETERS =
            Set.of("id", "view", "source", "code", "since", "until", "state", "limit", "force", "all");

    private final LetterTable table;
    private final Retry retry;

    /** @param catalog the newest revision known; asked at each request */
    public DeadLetterRoutes(KafkaConfig kafka, LetterTable table, Supplier<Revision> catalog) {
        this.table = table;
        this.retry = new Retry(kafka, table, catalog);
    }

    /** To be mounted beside the routes of ingest. */
    public List<Route> routes() {
        return List.of(
                Route.get(PATH, this::groups),
                Route.get(PATH + "/letters", this::letters),
                Route.blocking("POST", PATH + "/retry", 0, this::retry),
                Route.blocking("POST", PATH + "/edit", DeadLetter.PAYLOAD_BYTES_MAX, this::edit),
                Route.blocking("POST", PATH + "/discard", 0, this::discard));
    }

    private Response groups(Request request) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode groups = root.putArray("groups");
        table.groups(filter(request)).forEach(group -> groups.add(LettersJson.of(group)));
        return json(root);
    }

    private Response letters(Request request) {
        int limit = limit(request);
        List<Letter> found = table.letters(filter(request), limit + 1);
        ObjectNode root = JSON.createObjectNode();
        ArrayNode letters = root.putArray("letters");
        found.stream().limit(limit).forEach(letter -> letters.add(LettersJson.of(letter)));
        return json(root.put("more", found.size() > limit));
    }

    private Response retry(Request request) {
        List<Letter> found = table.letters(which(request), LETTERS_MAX + 1);
        List<Letter> now = found.subList(0, Math.min(found.size(), LETTERS_MAX));
        require(request, now);
        return outcomes(retry.retry(now, Map.of(), force(request), who(request)), found.size() > LETTERS_MAX);
    }

    private Response edit(Request request) {
        String id = request.queryParameter("id")
                .orElseThrow(
                        () -> new WeirpoolException(ErrorCode.QUERY_INVALID, "id is missing: whose payload is it?"));
        if (request.body().length == 0) {
            throw new WeirpoolException(ErrorCode.EMPTY_BODY, "the body is the command's new payload");
        }
        List<Letter> found = table.letters(filter(request), 1);
        require(request, found);
        Map<String, Bytes> payloads = Map.of(id, Bytes.wrap(request.body()));
        return outcomes(retry.retry(found, payloads, force(request), who(request)), false);
    }

    private Response discard(Request request) {
        LetterFilter filter = which(request);
        if (!filter.state().equals("open")) {
            throw new WeirpoolException(ErrorCode.QUERY_INVALID, "state: only open letters can be discarded");
        }
        return json(JSON.createObjectNode().put("discarded", table.discard(filter, who(request), asked(request))));
    }

    /** One that was named must be there. */
    private static void require(Request request, List<Letter> found) {
        Optional<String> id = request.queryParameter("id");
        if (id.isPresent() && found.isEmpty()) {
            throw new WeirpoolException(ErrorCode.NOT_FOUND, "there is no dead letter " + Excerpt.of(id.get()));
        }
    }

    private static Response outcomes(List<Outcome> outcomes, boolean more) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode retried = root.putArray("retried");
        ArrayNode refused = root.putArray("refused");
        for (Outcome outcome : outcomes) {
            WeirpoolException refusal = outcome.refusal();
            if (refusal == null) {
                ObjectNode one = retried.addObject().put("id", outcome.id()).put("as", outcome.as());
                if (outcome.overtook() != null) {
                    one.put("overtook", outcome.overtook());
                }
            } else {
                refused.addObject()
                        .put("id", outcome.id())
                        .put("code", refusal.code().slug())
                        .put("detail", refusal.getMessage())
                        .put("remedy", refusal.code().remedy());
            }
        }
        return json(root.put("more", more));
    }

    /** A mistake in a name must not mean every letter there is. */
    private static LetterFilter which(Request request) {
        LetterFilter filter = filter(request);
        boolean all = request.queryParameter("all").filter("true"::equals).isPresent();
        if (filter.saysWhich() == all) {
            throw new WeirpoolException(
                    ErrorCode.QUERY_INVALID, "say which letters, by id, view, source, code or time; or all=true");
        }
        return filter;
    }

    private static LetterFilter filter(Request request) {
        request.query().stream()
                .map(Request.Parameter::name)
                .filter(name -> !PARAMETERS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new WeirpoolException(
                            ErrorCode.QUERY_INVALID,
                            "there is no parameter " + Excerpt.of(name) + "; there are: "
                                    + String.join(
                                            ", ", PARAMETERS.stream().sorted().toList()));
                });
        Optional<String> id = request.queryParameter("id");
        // whoever names a letter means it whatever it is now: retrying what was retried says where it is
        String state = request.queryParameter("state").orElse(id.isPresent() ? "all" : "open");
        if (!STATES.contains(state)) {
            throw new WeirpoolException(
                    ErrorCode.QUERY_INVALID,
                    "state is " + Excerpt.of(state) + ", wanted open, retried, discarded or all");
        }
        return new LetterFilter(
                id,
                request.queryParameter("view"),
                request.queryParameter("source"),
                request.queryParameter("code"),
                request.queryParameter("since"),
                request.queryParameter("until"),
                state);
    }

    private static int limit(Request request) {
        String limit = request.queryParameter("limit").orElse(DEFAULT_LIMIT);
        if (!limit.matches("[1-9][0-9]{0,3}") || Integer.parseInt(limit) > LETTERS_MAX) {
            throw new WeirpoolException(
                    ErrorCode.QUERY_INVALID, "limit is " + Excerpt.of(limit) + ", wanted 1 to " + LETTERS_MAX);
        }
        return Integer.parseInt(limit);
    }

    private static boolean force(Request request) {
        return request.queryParameter("force").filter("true"::equals).isPresent();
    }

    private static String asked(Request request) {
        StringBuilder asked = new StringBuilder();
        request.query()
                .forEach(p ->
                        asked.append(p.name()).append('=').append(p.value()).append(' '));
        return asked.toString().strip();
    }

    /** The token has been checked by now; its id is no secret. */
    private static String who(Request request) {
        return request.header("Authorization")
                .map(header -> header.substring(header.indexOf(' ') + 1).strip())
                .flatMap(NewToken::idOf)
                .orElse("-");
    }

    private static Response json(ObjectNode node) {
        return Response.json(200, node.toString().getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-store");
    }
}
