package io.weirpool.app.contract;

import static io.weirpool.app.contract.TypeSchemas.JSON;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Revision.SourceFile;
import java.util.List;

/** What operators do: definitions, versions, how far everything is, whether a table is right. */
final class OperatePaths {
    private static final String JSON_TYPE = "application/json";
    private static final String EXAMPLE_VIEW = "example";

    private final Document document;
    private final Revision revision;

    OperatePaths(Document document, Revision revision) {
        this.document = document;
        this.revision = revision;
    }

    void add() {
        definitions();
        status();
        versions();
        verify();
        explain();
    }

    private void definitions() {
        ObjectNode definitions = Shape.object("pipeline string", "files #File[]");
        document.schemas().set("Definitions", definitions);
        document.schemas().set("File", Shape.object("path string", "text string"));
        document.schemas()
                .set(
                        "Alteration",
                        Shape.object(
                                "name string",
                                "change string",
                                "difference string|null",
                                "records? integer",
                                "seconds? number",
                                "state_bytes? integer",
                                "disk_bytes? integer"));
        Operation apply = operate("POST", "/v1/operate/apply", "apply", "Make these definitions the pipeline's")
                .describe("All or nothing. Sources that are not there any more go on; so do views until DROP says so.");
        build(apply)
                .body(JSON_TYPE, Shape.reference("Definitions"), "now", example())
                .answers(
                        200,
                        "What was done.",
                        JSON_TYPE,
                        Shape.object(
                                "revision integer",
                                "sources string[]",
                                "views string[]",
                                "replaced string[]",
                                "dropped string[]"))
                .problems(400, 408, 409, 413, 422, 503);
        operate("POST", "/v1/operate/plan", "plan", "What applying these definitions would do")
                .body(JSON_TYPE, Shape.reference("Definitions"), "now", example())
                .answers(
                        200,
                        "Nothing was done.",
                        JSON_TYPE,
                        Shape.object(
                                "revision integer",
                                "applicable boolean",
                                "sources #Alteration[]",
                                "views #Alteration[]"))
                .problems(400, 408, 409, 413, 422, 503);
    }

    /** What is applied now: doing it again changes nothing. */
    private ObjectNode example() {
        ObjectNode example =
                JSON.createObjectNode().put("pipeline", revision.pipeline().value());
        List<SourceFile> files = revision.files().isEmpty()
                ? List.of(new SourceFile("sale.sql", "CREATE STREAM sale (city VARCHAR NOT NULL);"))
                : revision.files();
        files.forEach(file ->
                example.withArray("/files").addObject().put("path", file.path()).put("text", file.text()));
        return example;
    }

    private Operation operate(String method, String path, String id, String summary) {
        return document.add(method, path, Tags.OPERATE, id, summary);
    }

    private static Operation build(Operation operation) {
        return operation
                .query(
                        "keep",
                        "How long what is replaced is kept up to date after the swap: `30 min`, `1 h`.",
                        Shape.type("string").put("pattern", "^[0-9]{1,9} ?(s|min|h|d)$"))
                .query(
                        "throttle",
                        "Records a second that a build reads at most.",
                        Shape.type("integer").put("minimum", 1_000));
    }

    private void status() {
        document.schemas()
                .set(
                        "SourceStatus",
                        Shape.object(
                                "name string",
                                "kind string",
                                "partitions integer",
                                "records integer",
                                "records_per_second number",
                                "bytes integer",
                                "kept_seconds integer|null"));
        document.schemas().set("Behind", Shape.object("where string", "why string", "stopped boolean"));
        document.schemas()
                .set(
                        "ViewStatus",
                        Shape.object(
                                "name string",
                                "version integer",
                                "state string",
                                "flow integer",
                                "lag_records integer",
                                "freshness_seconds number",
                                "records_per_second number",
                                "dead_letters integer",
                                "open_errors integer",
                                "behind #Behind|null"));
        ObjectNode status = Shape.object(
                "pipeline string",
                "revision integer",
                "healthy boolean",
                "problems string[]",
                "sources? #SourceStatus[]",
                "views? #ViewStatus[]",
                "flows? object[]",
                "processes? object[]",
                "ledger? object[]");
        operate("GET", "/v1/operate/status", "status", "How far every source, view and process is")
                .query(
                        "over",
                        "Seconds between the two looks.",
                        Shape.type("integer")
                                .put("minimum", 1)
                                .put("maximum", 30)
                                .put("default", 2))
                .answers(200, "Whatever is wrong; `healthy` and `problems` say it.", JSON_TYPE, status)
                .problems(400, 503);
    }

    private void versions() {
        document.schemas()
                .set(
                        "Version",
                        Shape.object(
                                "view string",
                                "version integer",
                                "state string",
                                "records_done integer",
                                "records integer",
                                "waits_for? string"));
        operate("GET", "/v1/operate/versions", "versions", "Every version of every view")
                .answers(200, "All of them.", JSON_TYPE, Shape.object("versions #Version[]"))
                .problems(503);
        document.schemas().set("VersionOf", Shape.object("name string", "version integer"));
        verb("replay", "Build the view anew from its logs, and swap", true)
                .query("from", "A time: rows of before are final, and copied.", Shape.type("string"));
        verb("resume", "Build a broken view anew", true);
        verb("rollback", "Swap back to the version before", true);
        verb("cancel", "Stop what is being built", false);
    }

    private Operation verb(String verb, String summary, boolean builds) {
        Operation post = operate("POST", "/v1/operate/views/{view}/" + verb, verb, summary)
                .path("view", "Its name.", view());
        return (builds ? build(post) : post)
                .answers(
                        200,
                        "What has a new version.",
                        JSON_TYPE,
                        Shape.object("revision integer", "views #VersionOf[]"))
                .problems(400, 404, 409, 422, 503);
    }

    private void explain() {
        document.schemas()
                .set(
                        "Step",
                        Shape.object(
                                "kind string",
                                "text string",
                                "level integer",
                                "stage? integer",
                                "in? number",
                                "out? number",
                                "keeps string[]",
                                "inputs #Step[]"));
        document.schemas()
                .set("Level", Shape.object("level integer", "tasks integer", "state_bytes integer", "views string[]"));
        operate("GET", "/v1/operate/views/{view}/explain", "explain", "What computes a view, and what went through it")
                .path("view", "Its name.", view())
                .answers(
                        200,
                        "Changes since the flow began, of all processes that worked for it (`processes`), up to some"
                                + " seconds ago.",
                        JSON_TYPE,
                        Shape.object(
                                "view string",
                                "version integer",
                                "flow integer",
                                "processes integer",
                                "partitions integer",
                                "tree #Step",
                                "levels #Level[]"))
                .problems(404, 503);
    }

    private String view() {
        return revision.views().isEmpty()
                ? EXAMPLE_VIEW
                : revision.views().get(0).name().value();
    }

    private void verify() {
        ObjectNode verdict = Shape.object(
                "view string",
                "state string",
                "doing string",
                "commands integer",
                "commands_all integer",
                "rows integer",
                "rows_all integer",
                "settled integer",
                "sample? string",
                "reason? string",
                "differences string[]");
        ((ObjectNode) verdict.at("/properties/state"))
                .putArray("enum")
                .add("running")
                .add("equal")
                .add("different")
                .add("failed");
        document.schemas().set("Verdict", verdict);
        operate("POST", "/v1/operate/verify/{view}", "verify", "Prove a table right from the logs, in PostgreSQL")
                .path("view", "Its name.", view())
                .query("sample", "Percent of the rows to look at; all without it.", Shape.type("string"))
                .answers(202, "It has begun.", JSON_TYPE, Shape.reference("Verdict"))
                .problems(400, 404, 503);
        operate("GET", "/v1/operate/verify/{view}", "verdict", "How far the proof is")
                .path("view", "Its name.", view())
                .answers(200, "The verdict when `state` is no longer running.", JSON_TYPE, Shape.reference("Verdict"))
                .problems(404, 503);
    }
}
