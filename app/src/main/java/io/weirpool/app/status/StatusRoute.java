package io.weirpool.app.status;

import io.weirpool.app.query.TableStates;
import io.weirpool.app.status.Looks.Look;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.View;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.kafka.KafkaLook;
import io.weirpool.common.kafka.KafkaState;
import io.weirpool.common.topic.Topics;
import io.weirpool.ingest.http.Request;
import io.weirpool.ingest.http.Response;
import io.weirpool.ingest.http.Route;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * {@code GET /v1/operate/status?over=SECONDS}: looks twice, as many seconds apart (2 unless said, at most 30). The answer
 * is 200 whatever is wrong, as long as Kafka answers; {@code healthy} and {@code problems} say it.
 */
public final class StatusRoute {
    private static final int OVER_DEFAULT = 2; // two commit intervals under load
    private static final int OVER_MAX = 30;

    private final KafkaConfig kafka;
    private final Supplier<Revision> catalog;
    private final Supplier<List<String>> whyNotReady;
    private final Supplier<TableStates> tables;

    /**
     * @param catalog the newest revision known; asked at each request
     * @param whyNotReady of the roles in this process, each with its reason
     * @param tables what the database says; throws a {@link WeirpoolException} when there is none, or it does not answer
     */
    public StatusRoute(
            KafkaConfig kafka,
            Supplier<Revision> catalog,
            Supplier<List<String>> whyNotReady,
            Supplier<TableStates> tables) {
        this.kafka = kafka;
        this.catalog = catalog;
        this.whyNotReady = whyNotReady;
        this.tables = tables;
    }

    /** To be mounted beside the routes of ingest. */
    public Route route() {
        return Route.get("/v1/operate/status", this::answer);
    }

    private Response answer(Request request) throws InterruptedException {
        int over = request.queryParameter("over").map(StatusRoute::seconds).orElse(OVER_DEFAULT);
        Status status = status(over);
        return Response.json(200, StatusJson.of(status).toString().getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-store");
    }

    private static int seconds(String text) {
        try {
            int seconds = Integer.parseInt(text);
            if (seconds >= 1 && seconds <= OVER_MAX) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new WeirpoolException(
                ErrorCode.QUERY_INVALID, "over is a whole number of seconds between 1 and " + OVER_MAX);
    }

    private Status status(int over) throws InterruptedException {
        Revision revision = catalog.get();
        List<String> problems = new ArrayList<>(whyNotReady.get());
        try (KafkaLook look = KafkaLook.open(kafka)) {
            Look first = new Look(kafka(look, revision), tables(new ArrayList<>()));
            Thread.sleep(over * 1_000L);
            Look second = new Look(kafka(look, revision), tables(problems));
            return new StatusOf(new Looks(revision, first, second), Instant.now()).status(problems);
        }
    }

    private static KafkaState kafka(KafkaLook look, Revision revision) {
        List<String> logs = revision.sources().stream()
                .map(source -> Topics.log(revision.pipeline(), source.name()))
                .toList();
        Set<String> groups = new TreeSet<>();
        revision.versions().stream()
                .map(View::flow)
                .forEach(flow -> groups.add(Topics.application(revision.pipeline(), flow)));
        groups.add(Topics.sinks(revision.pipeline()));
        return look.look(logs, groups, revision.pipeline() + ".");
    }

    private Optional<TableStates> tables(List<String> problems) {
        try {
            return Optional.of(tables.get());
        } catch (WeirpoolException e) {
            problems.add("the tables' positions are not known: " + e.getMessage());
            return Optional.empty();
        }
    }
}
