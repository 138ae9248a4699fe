package io.weirpool.app.query;

import io.weirpool.ingest.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The Link header that leads to the next page: the same request with another cursor. */
final class NextLink {
    private NextLink() {}

    static String of(Request request, Cursor cursor) {
        String query = queryWithoutCursor(request);
        String glue = query.isEmpty() ? "?" : "?" + query + "&";
        return "<" + path(request) + glue + "cursor=" + cursor.token() + ">; rel=\"next\"";
    }

    static String queryWithoutCursor(Request request) {
        return request.query().stream()
                .filter(parameter -> !parameter.name().equals("cursor"))
                .map(parameter -> encoded(parameter.name()) + "=" + encoded(parameter.value()))
                .collect(Collectors.joining("&"));
    }

    /** The view is in the catalog by now, so its name needs no encoding. */
    private static String path(Request request) {
        return "/v1/views/" + request.pathParameter("view");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
