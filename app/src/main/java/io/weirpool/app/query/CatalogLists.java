package io.weirpool.app.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.model.DeclaredColumn;
import io.weirpool.common.model.RowType;
import io.weirpool.ingest.http.Response;
import io.weirpool.ingest.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** {@code GET /v1/views} and {@code /v1/sources}: what the catalog holds. Needs no database. */
public final class CatalogLists {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CatalogLists() {}

    /** @param catalog the newest revision known; asked at each request */
    public static List<Route> routes(Supplier<Revision> catalog) {
        return List.of(
                Route.get("/v1/views", request -> json(views(catalog.get()))),
                Route.get("/v1/sources", request -> json(sources(catalog.get()))));
    }

    private static Response json(ObjectNode node) {
        return Response.json(200, node.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode views(Revision revision) {
        ObjectNode root = head(revision);
        ArrayNode list = root.putArray("views");
        for (View view : revision.views()) {
            ObjectNode node = list.addObject()
                    .put("name", view.name().value())
                    .put("version", view.version())
                    .put("sql", view.sql());
            columns(node, view.columns());
            if (view.key() instanceof ViewKey.Columns key) {
                names(node.putArray("key"), view.columns(), key.indexes());
            } else {
                node.putNull("key");
            }
        }
        return root;
    }

    private static ObjectNode sources(Revision revision) {
        ObjectNode root = head(revision);
        ArrayNode list = root.putArray("sources");
        for (Source source : revision.sources()) {
            ObjectNode node = list.addObject()
                    .put("name", source.name().value())
                    .put("kind", source.kind().name().toLowerCase(Locale.ROOT))
                    .put("partitions", source.partitions());
            columns(node, source.columns());
            names(node.putArray("key"), source.columns(), source.key());
        }
        return root;
    }

    private static ObjectNode head(Revision revision) {
        return JSON.createObjectNode()
                .put("pipeline", revision.pipeline().value())
                .put("revision", revision.number());
    }

    private static void columns(ObjectNode node, RowType type) {
        ArrayNode columns = node.putArray("columns");
        for (DeclaredColumn column : DeclaredColumn.of(type)) {
            columns.addObject()
                    .put("name", column.name())
                    .put("type", column.type(type))
                    .put("nullable", type.type(column.index()).nullable());
        }
    }

    private static void names(ArrayNode into, RowType type, List<Integer> indexes) {
        indexes.forEach(index -> into.add(type.column(index).name().value()));
    }
}
