package io.weirpool.app.query;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.ingest.http.Request;
import io.weirpool.ingest.http.Response;
import io.weirpool.ingest.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The routes that need a database, of a process without a database: each says so. */
public final class NoDatabase {
    private NoDatabase() {}

    public static List<Route> routes() {
        List<Route> routes = new ArrayList<>(List.of(
                Route.get("/v1/views/{view}", NoDatabase::refuse),
                Route.get("/v1/receipts/{receipt}", NoDatabase::refuse),
                Route.get("/v1/operate/versions", NoDatabase::refuse),
                Route.get("/v1/operate/dead-letters", NoDatabase::refuse),
                Route.get("/v1/operate/dead-letters/letters", NoDatabase::refuse)));
        List.of("retry", "edit", "discard")
                .forEach(verb ->
                        routes.add(Route.blocking("POST", "/v1/operate/dead-letters/" + verb, 0, NoDatabase::refuse)));
        List.of("replay", "resume", "rollback", "cancel")
                .forEach(verb ->
                        routes.add(Route.blocking("POST", "/v1/operate/views/{view}/" + verb, 0, NoDatabase::refuse)));
        return routes;
    }

    private static Response refuse(Request request) {
        throw none();
    }

    /** What {@code ReadApi#tables} is where there is a database; every call throws. */
    public static Supplier<TableStates> tables() {
        return () -> {
            throw none();
        };
    }

    private static WeirpoolException none() {
        return new WeirpoolException(
                ErrorCode.DATABASE_UNAVAILABLE, "this process has no database: database.url is not set");
    }
}
