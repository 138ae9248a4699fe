package io.weirpool.app.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What is there whatever is declared: lists, receipts, health, and the documents themselves. */
final class PlainPaths {
    private static final String JSON_TYPE = "application/json";
    private static final String TEXT = "text/plain";

    private final Document document;

    PlainPaths(Document document) {
        this.document = document;
    }

    void add() {
        lists();
        receipts();
        health();
        contracts();
        document.add("GET", "/errors/{slug}", Tags.CONTRACT, "error", "What a problem means and what to do")
                .path("slug", "The code.", "row-invalid")
                .answers(200, "Its remedy.", TEXT, Shape.type("string"))
                .problems(404);
    }

    private void lists() {
        document.schemas().set("Column", Shape.object("name string", "type string", "nullable boolean"));
        document.schemas()
                .set(
                        "Source",
                        Shape.object(
                                "name string",
                                "kind string",
                                "partitions integer",
                                "columns #Column[]",
                                "key string[]"));
        document.schemas()
                .set(
                        "View",
                        Shape.object(
                                "name string",
                                "version integer",
                                "sql string",
                                "columns #Column[]",
                                "key string[]|null"));
        document.add("GET", "/v1/sources", Tags.CATALOG, "sources", "The declared sources")
                .answers(
                        200,
                        "All of them.",
                        JSON_TYPE,
                        Shape.object("pipeline string", "revision integer", "sources #Source[]"));
        document.add("GET", "/v1/views", Tags.CATALOG, "views", "The declared views")
                .answers(
                        200,
                        "All of them.",
                        JSON_TYPE,
                        Shape.object("pipeline string", "revision integer", "views #View[]"));
    }

    private void receipts() {
        ObjectNode state = Shape.object(
                "receipt string",
                "state string",
                "views #ReceiptView[]",
                "dead? #ReceiptLetter[]",
                "duplicates? integer");
        ((ObjectNode) state.at("/properties/state"))
                .putArray("enum")
                .add("accepted")
                .add("applied")
                .add("duplicate")
                .add("dead");
        document.schemas().set("Receipt", state);
        document.schemas().set("ReceiptView", Shape.object("view string", "version integer", "state string"));
        document.schemas()
                .set(
                        "ReceiptLetter",
                        Shape.object(
                                "source string",
                                "partition integer",
                                "offset integer",
                                "view string|null",
                                "code #Code",
                                "detail string|null"));
        document.add(
                        "GET",
                        "/v1/receipts/{receipt}",
                        Tags.COMMANDS,
                        "receipt",
                        "What became of the commands of a receipt")
                .path("receipt", "As a 202 gave it.", "eyJleGFtcGxlIjp7fX0")
                .query("from", "Where the commands begin; stands in the `Location` of the 202.", Shape.type("string"))
                .query(
                        "trace",
                        "Of the request; stands there too.",
                        Shape.type("string").put("pattern", "^[0-9a-f]{32}$"))
                .query(
                        "commands",
                        "How many there are; stands there too.",
                        Shape.type("integer").put("minimum", 0))
                .answers(200, "Accepted, applied, duplicate or dead.", JSON_TYPE, Shape.reference("Receipt"))
                .problems(400, 503, 504);
    }

    private void health() {
        document.add("GET", "/livez", Tags.HEALTH, "livez", "Whether the process answers")
                .answers(200, "It does.", TEXT, Shape.type("string"));
        ObjectNode ready = Shape.object("ready boolean", "roles object");
        document.add("GET", "/readyz", Tags.HEALTH, "readyz", "Whether every role can work")
                .answers(200, "Each can.", JSON_TYPE, ready)
                .answers(503, "One cannot, with its reason.", JSON_TYPE, ready.deepCopy());
        document.add("GET", "/metrics", Tags.HEALTH, "metrics", "Metrics in Prometheus' text format")
                .answers(200, "All of them.", TEXT, Shape.type("string"));
    }

    private void contracts() {
        document.add("GET", "/openapi.json", Tags.CONTRACT, "openapi", "This document")
                .answers(200, "As of the catalog now.", JSON_TYPE, Shape.type("object"));
        document.add("GET", "/asyncapi.json", Tags.CONTRACT, "asyncapi", "The topics, as AsyncAPI 3")
                .answers(200, "As of the catalog now.", JSON_TYPE, Shape.type("object"));
        document.add("GET", "/docs", Tags.CONTRACT, "docs", "This document as a page")
                .answers(200, "The page.", "text/html", Shape.type("string"));
        document.add("GET", "/docs/{file}", Tags.CONTRACT, "docs_file", "What the page is made of")
                .path("file", "Its name.", "docs.js")
                .answers(200, "The file.", "text/javascript", Shape.type("string"))
                .problems(404);
    }
}
