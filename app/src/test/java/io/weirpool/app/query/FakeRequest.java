package io.weirpool.app.query;

import io.weirpool.ingest.http.Request;
import io.weirpool.ingest.http.RequestContext;
import io.weirpool.ingest.http.Response;
import io.weirpool.ingest.http.Route;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls routes without a server. */
final class FakeRequest {
    private FakeRequest() {}

    static Response handle(List<Route> routes, String uri, String... headers) throws Exception {
        String path = uri.replaceFirst("\\?.*", "");
        String[] segments = path.split("/");
        Route route = routes.stream()
                .filter(candidate -> candidate.path().segments().size() == segments.length - 1)
                .filter(candidate -> candidate.path().segments().get(1).equals(segments[2]))
                .findFirst()
                .orElseThrow();
        Map<String, String> parameters = segments.length > 3 ? Map.of("view", segments[3]) : Map.of();
        Request request = new Request(
                "GET",
                path,
                parameters,
                query(uri),
                name -> values(headers, name),
                new byte[0],
                new RequestContext("r1", "00-0-0-00", "0"));
        return ((Route.BlockingHandler) route.handler()).handle(request);
    }

    private static List<Request.Parameter> query(String uri) {
        List<Request.Parameter> parameters = new ArrayList<>();
        if (uri.contains("?")) {
            for (String pair : uri.substring(uri.indexOf('?') + 1).split("&")) {
                if (!pair.isEmpty()) {
                    int equals = pair.indexOf('=');
                    parameters.add(new Request.Parameter(
                            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8)));
                }
            }
        }
        return parameters;
    }

    private static List<String> values(String[] headers, String name) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i].equalsIgnoreCase(name)) {
                values.add(headers[i + 1]);
            }
        }
        return values;
    }
}
