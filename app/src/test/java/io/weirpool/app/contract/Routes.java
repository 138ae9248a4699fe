package io.weirpool.app.contract;

import io.weirpool.ingest.http.Request;
import io.weirpool.ingest.http.RequestContext;
import io.weirpool.ingest.http.Response;
import io.weirpool.ingest.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Calls routes without a server. */
final class Routes {
    private Routes() {}

    static Response get(List<Route> routes, String path) throws Exception {
        String file = path.substring(path.lastIndexOf('/') + 1);
        Route route = routes.stream()
                .filter(one -> one.path().toString().equals(path)
                        || one.path().toString().equals(path.replace("/" + file, "/{file}")))
                .findFirst()
                .orElseThrow();
        Request request = new Request(
                "GET",
                path,
                Map.of("file", file),
                List.of(),
                name -> List.of(),
                new byte[0],
                new RequestContext("r1", "00-0-0-00", "0"));
        return ((Route.BlockingHandler) route.handler()).handle(request);
    }

    static String body(List<Route> routes, String path) throws Exception {
        return new String(((Response.Whole) get(routes, path).body()).bytes(), StandardCharsets.UTF_8);
    }

    static String header(List<Route> routes, String path, String name) throws Exception {
        return get(routes, path).headers().stream()
                .filter(header -> header.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
