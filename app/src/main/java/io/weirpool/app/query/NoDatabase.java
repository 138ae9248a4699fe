package io.weirpool.app.query;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.ingest.http.Route;
import java.util.List;

/** The read routes of a process without a database: each says so. */
public final class NoDatabase {
    private NoDatabase() {}

    public static List<Route> routes() {
        return List.of(
                Route.get("/v1/views/{view}", request -> {
                    throw none();
                }),
                Route.get("/v1/receipts/{receipt}", request -> {
                    throw none();
                }));
    }

    /** @throws WeirpoolException always */
    public static TableStates tables() {
        throw none();
    }

    private static WeirpoolException none() {
        return new WeirpoolException(
                ErrorCode.DATABASE_UNAVAILABLE, "this process has no database: database.url is not set");
    }
}
