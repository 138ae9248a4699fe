package io.weirpool.ingest.http;

import io.weirpool.common.error.ErrorCode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** All routes, and which one a request means. */
final class RouteTable {
    private final List<Route> routes;

    RouteTable(List<Route> routes) {
        this.routes = routes.stream().sorted(Comparator.comparing(Route::path)).toList();
    }

    /** A route and the values of its named segments. */
    record Match(Route route, Map<String, String> parameters) {}

    /**
     * The route of a request; {@code HEAD} finds the {@code GET}.
     *
     * @throws ProblemException 404, or 405 with Allow
     */
    Match find(String method, List<String> path) {
        String wanted = method.equals("HEAD") ? "GET" : method;
        for (Route route : routes) {
            Optional<Map<String, String>> parameters = route.path().match(path);
            if (parameters.isPresent() && route.method().equals(wanted)) {
                return new Match(route, parameters.get());
            }
        }
        String allow = allow(path);
        if (allow.isEmpty()) {
            throw Problem.of(ErrorCode.NOT_FOUND, "nothing is at \"" + Shown.cut("/" + String.join("/", path)) + "\"")
                    .asException();
        }
        throw Problem.of(ErrorCode.METHOD_NOT_ALLOWED, "the method here is " + allow + ", not " + Shown.cut(method))
                .withHeader("Allow", allow)
                .asException();
    }

    /** Methods of a path, as the header Allow has them; empty when nothing is there. */
    String allow(List<String> path) {
        TreeSet<String> methods = new TreeSet<>();
        for (Route route : routes) {
            if (route.path().match(path).isPresent()) {
                methods.add(route.method());
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return String.join(", ", methods);
    }
}
