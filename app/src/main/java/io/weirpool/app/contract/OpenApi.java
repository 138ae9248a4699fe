package io.weirpool.app.contract;

import static io.weirpool.app.contract.TypeSchemas.JSON;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.common.catalog.Revision;

/** The HTTP door as OpenAPI 3.1: a path for each source and view, and those that are always there. */
final class OpenApi {
    private OpenApi() {}

    static ObjectNode of(Revision revision, Access access) {
        Document paths = new Document(access);
        ProblemParts.addSchemas(paths.schemas());
        SourcePaths sources = new SourcePaths(paths);
        revision.sources().forEach(sources::add);
        ViewPaths views = new ViewPaths(paths);
        revision.views().forEach(views::add);
        new PlainPaths(paths).add();
        new OperatePaths(paths, revision).add();
        new LetterPaths(paths).add();

        ObjectNode document = JSON.createObjectNode().put("openapi", "3.1.0");
        document.set("info", info(revision));
        document.putArray("servers").addObject().put("url", "/");
        Tags.addTo(document);
        document.set("paths", paths.paths());
        ObjectNode components = document.putObject("components");
        components.set("schemas", paths.schemas());
        ProblemParts.addResponses(components.putObject("responses"));
        access.addSchemes(components);
        return document;
    }

    static ObjectNode info(Revision revision) {
        return JSON.createObjectNode()
                .put("title", "Weirpool: " + revision.pipeline())
                .put("version", Long.toString(revision.number()))
                .put(
                        "description",
                        "Commands in, tables out. The version is the catalog's revision: this document follows every"
                                + " apply.");
    }
}
