package io.weirpool.app.contract;

import static io.weirpool.app.contract.TypeSchemas.JSON;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.ingest.http.Audience;
import io.weirpool.ingest.http.PathPattern;
import java.util.Locale;
import java.util.Set;

/** The paths of a document while they are described. */
final class Document {
    private static final Set<String> WITHOUT_QUOTA = Set.of("/livez", "/readyz");

    private final Access access;
    private final ObjectNode paths = JSON.createObjectNode();
    private final ObjectNode schemas = JSON.createObjectNode();

    Document(Access access) {
        this.access = access;
    }

    ObjectNode paths() {
        return paths;
    }

    ObjectNode schemas() {
        return schemas;
    }

    /**
     * An operation on a path that is a route's as it stands.
     *
     * @param id of the operation; no other has it
     */
    Operation add(String method, String path, String tag, String id, String summary) {
        return add(method, path, path, "*", tag, id, summary);
    }

    /**
     * An operation on one of the paths of a route.
     *
     * @param route the pattern it is of
     * @param name of the source or view in the path, for its scope
     */
    Operation add(String method, String path, String route, String name, String tag, String id, String summary) {
        ObjectNode item = paths.path(path) instanceof ObjectNode known ? known : paths.putObject(path);
        ObjectNode operation = item.putObject(method.toLowerCase(Locale.ROOT))
                .put("operationId", id)
                .put("summary", summary);
        operation.putArray("tags").add(tag);
        Audience audience = Audience.of(PathPattern.of(route));
        access.addTo(operation, audience, name);
        Operation described = new Operation(operation);
        if (access.asksWho() && audience != Audience.ANYBODY) {
            described.problems(401, 403);
        }
        if (access.quota() && !WITHOUT_QUOTA.contains(path)) {
            described.problems(429);
        }
        return described.problems(500);
    }
}
