package io.weirpool.app.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.Excerpt;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.ingest.http.Request;
import io.weirpool.ingest.http.Response;
import io.weirpool.ingest.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /openapi.json}, {@code /asyncapi.json}, and {@code /docs} with the files it is made of. */
public final class ContractRoutes {
    /** Nothing but our own files, in nobody's frame; requests to this server only. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "docs.html", "text/html;charset=utf-8",
            "docs.js", "text/javascript;charset=utf-8",
            "docs.css", "text/css;charset=utf-8");

    private final Supplier<Revision> catalog;
    private final Access access;
    private volatile @Nullable Made made;

    /** @param catalog the newest revision known; asked at each request */
    public ContractRoutes(Supplier<Revision> catalog, Access access) {
        this.catalog = catalog;
        this.access = access;
    }

    /** Both documents of a revision: making them draws example rows, which takes some milliseconds. */
    private record Made(Revision of, ObjectNode openApi, ObjectNode asyncApi) {}

    /** To be mounted beside the routes of ingest. */
    public List<Route> routes() {
        return List.of(
                Route.get("/openapi.json", request -> json(request, made().openApi())),
                Route.get("/asyncapi.json", request -> json(request, made().asyncApi())),
                Route.get("/docs", request -> file("docs.html")),
                Route.get("/docs/{file}", request -> file(request.pathParameter("file"))));
    }

    private Made made() {
        Revision now = catalog.get();
        Made known = made;
        if (known == null || !known.of.equals(now)) {
            known = new Made(now, OpenApi.of(now, access), AsyncApi.of(now));
            made = known;
        }
        return known;
    }

    private static Response json(Request request, ObjectNode document) {
        String version = document.at("/info/version").asText();
        String tag = "W/\"" + version + "-" + Integer.toHexString(document.hashCode()) + "\"";
        boolean same = Optional.of(tag).equals(request.header("If-None-Match"));
        Response response =
                same ? Response.of(304) : Response.json(200, document.toString().getBytes(StandardCharsets.UTF_8));
        return response.with("ETag", tag).with("Cache-Control", "no-cache");
    }

    private static Response file(String name) {
        String type = TYPES.get(name);
        if (type == null) {
            throw new WeirpoolException(ErrorCode.NOT_FOUND, "there is no file " + Excerpt.of(name) + " here");
        }
        try (InputStream in = ContractRoutes.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return Response.of(200, type, in.readAllBytes())
                    .with("Content-Security-Policy", POLICY)
                    .with("Referrer-Policy", "no-referrer")
                    .with("Cache-Control", "no-cache");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
