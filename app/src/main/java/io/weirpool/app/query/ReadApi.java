package io.weirpool.app.query;

import static io.weirpool.common.error.ErrorCode.NOT_FOUND;
import static io.weirpool.common.error.ErrorCode.NOT_READY;

import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.View;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.ingest.http.Request;
import io.weirpool.ingest.http.Response;
import io.weirpool.ingest.http.Route;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** {@code GET /v1/views/{view}}: wait for the receipt, read one snapshot, answer with a page. Thread-safe. */
public final class ReadApi implements AutoCloseable {
    /** A version goes live once in minutes; the catalog of this process follows within milliseconds. */
    private static final int TRIES_MAX = 100;

    private static final long LOOK_AGAIN_MILLIS = 10;
    /** undefined_table and invalid_schema_name. */
    private static final Set<String> MISSING = Set.of("42P01", "3F000");

    private final ReadConfig config;
    private final Supplier<Revision> catalog;
    private final Database database;

    /** @param catalog the newest revision known; asked at each request */
    public ReadApi(ReadConfig config, Supplier<Revision> catalog, MeterRegistry metrics) {
        this.config = config;
        this.catalog = catalog;
        this.database = new Database(config, "reads", metrics);
    }

    /** To be mounted beside the routes of ingest. */
    public List<Route> routes() {
        return List.of(Route.get("/v1/views/{view}", this::read));
    }

    /**
     * How far the tables of all views are.
     *
     * @throws WeirpoolException {@code DATABASE_UNAVAILABLE}, {@code NOT_READY} when no sink was here yet
     */
    public TableStates tables() {
        return database.readSnapshot(TableStates::read);
    }

    private Response read(Request request) {
        String name = request.pathParameter("view");
        PageFormat format = PageFormat.of(request.header("Accept"));
        for (int tries = 1; tries <= TRIES_MAX; tries++) {
            View view = live(name);
            ViewQuery query = ViewQueryParser.parse(view, request);
            query.receipt().ifPresent(receipt -> waitFor(receipt, view));
            Optional<Response> answer = database.readSnapshot(connection -> answer(connection, request, query, format));
            if (answer.isPresent()) {
                return answer.get();
            }
            pause(); // another version has taken over meanwhile; the catalog may have to follow
        }
        throw new WeirpoolException(NOT_READY, "view %s changes its version again and again".formatted(name));
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The version people read now; the wanted one when none is live yet. */
    private View live(String name) {
        View wanted = wanted(name);
        Revision known = catalog.get();
        if (known.history().former().stream().noneMatch(v -> v.name().equals(wanted.name()))) {
            return wanted;
        }
        return database.read(connection -> ViewState.read(connection, name))
                .flatMap(state -> known.version(name, state.version()))
                .orElse(wanted);
    }

    private View wanted(String name) {
        return catalog.get().view(name).orElseThrow(() -> {
            List<String> names =
                    catalog.get().views().stream().map(v -> v.name().value()).toList();
            return new WeirpoolException(
                    NOT_FOUND,
                    "there is no view '%s'; there are: %s"
                            .formatted(ViewQueryParser.shortened(name), String.join(", ", names)));
        });
    }

    private void waitFor(String receipt, View view) {
        database.read(connection -> {
            ReceiptWait.await(connection, receipt, view.name(), config.receiptTimeout());
            return true;
        });
    }

    /** Empty when another version than the query's is live. */
    private Optional<Response> answer(Connection connection, Request request, ViewQuery query, PageFormat format)
            throws SQLException {
        lock(connection, query.view());
        ViewState state = ViewState.read(connection, query.view().name().value())
                .orElseThrow(() -> new WeirpoolException(
                        NOT_READY,
                        "view %s is being built".formatted(query.view().name())));
        if (state.version() != query.view().version()) {
            return Optional.empty();
        }
        String tag = tag(request, state, format);
        if (matches(request, tag)) {
            return Optional.of(headers(Response.of(304), tag, state));
        }
        limitTime(connection);
        PageReader.Page page = new PageReader(query, config.schema(), format).read(connection);
        Response response = headers(Response.of(200, format.contentType(), page.bytes()), tag, state);
        return Optional.of(page.next()
                .map(cursor -> response.with("Link", NextLink.of(request, cursor)))
                .orElse(response));
    }

    /** Before the snapshot is taken: no other version takes over until it has been read. */
    private void lock(Connection connection, View view) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE " + Identifiers.quote(config.schema()) + "." + Identifiers.quote(view.name())
                    + " IN ACCESS SHARE MODE");
        } catch (SQLException e) {
            if (MISSING.contains(String.valueOf(e.getSQLState()))) {
                throw new WeirpoolException(NOT_READY, "view %s is being built".formatted(view.name()), e);
            }
            throw e;
        }
    }

    private void limitTime(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SET LOCAL statement_timeout = " + config.queryTimeout().toMillis());
        }
    }

    private static Response headers(Response response, String tag, ViewState state) {
        Response tagged =
                response.with("ETag", tag).with("Cache-Control", "no-cache").with("Vary", "Accept");
        return state.asOf().map(time -> tagged.with("Weirpool-As-Of", time)).orElse(tagged);
    }

    /** Weak, as gzip changes the bytes. Rows change only in transactions that move the offsets. */
    private static String tag(Request request, ViewState state, PageFormat format) {
        String identity = state.version() + "|" + state.offsets() + "|" + format + "|" + request.path() + "|"
                + NextLink.queryWithoutCursor(request) + "|"
                + request.queryParameter("cursor").orElse("");
        return "W/\"" + HexFormat.of().formatHex(Sha256.of(identity.getBytes(StandardCharsets.UTF_8)), 0, 16) + "\"";
    }

    private static boolean matches(Request request, String tag) {
        return request.headers().all("If-None-Match").stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .map(String::strip)
                .anyMatch(given -> given.equals("*") || given.equals(tag) || ("W/" + given).equals(tag));
    }

    /** Closes the sessions; requests running then fail with 503. */
    @Override
    public void close() {
        database.close();
    }
}
