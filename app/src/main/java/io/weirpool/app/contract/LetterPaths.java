package io.weirpool.app.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Dead letters: counted, listed, sent again, put aside. */
final class LetterPaths {
    private static final String PATH = "/v1/operate/dead-letters";
    private static final String JSON_TYPE = "application/json";

    private final Document document;

    LetterPaths(Document document) {
        this.document = document;
    }

    void add() {
        document.schemas()
                .set(
                        "LetterGroup",
                        Shape.object(
                                "source string",
                                "view string|null",
                                "code string",
                                "state string",
                                "count integer",
                                "first_seen string",
                                "last_seen string",
                                "example string",
                                "detail string|null"));
        document.schemas()
                .set(
                        "Letter",
                        Shape.object(
                                "id string",
                                "source string",
                                "partition integer",
                                "offset integer",
                                "view string|null",
                                "code string",
                                "detail string|null",
                                "key? string|null",
                                "key_base64? string",
                                "payload? string|null",
                                "payload_base64? string",
                                "traceparent string|null",
                                "first_seen string",
                                "last_seen string",
                                "state string",
                                "retried_as string|null"));
        document.schemas().set("Retried", Shape.object("id string", "as string", "overtook? string"));
        document.schemas().set("NotRetried", Shape.object("id string", "code #Code", "detail string", "remedy string"));
        letters("GET", PATH, "letter_groups", "Dead letters by cause")
                .answers(200, "Groups.", JSON_TYPE, Shape.object("groups #LetterGroup[]"));
        letters("GET", PATH + "/letters", "letters", "Dead letters one by one")
                .query(
                        "limit",
                        "Of this answer.",
                        Shape.type("integer")
                                .put("minimum", 1)
                                .put("maximum", 1_000)
                                .put("default", 100))
                .answers(200, "Letters.", JSON_TYPE, Shape.object("letters #Letter[]", "more boolean"));
        ObjectNode outcome = Shape.object("retried #Retried[]", "refused #NotRetried[]", "more boolean");
        force(letters("POST", PATH + "/retry", "retry_letters", "Send the commands again"))
                .query("all", "Every letter there is.", Shape.type("boolean"))
                .answers(200, "What became of each.", JSON_TYPE, outcome);
        force(letters("POST", PATH + "/edit", "edit_letter", "Send one command again with another payload"))
                .body(JSON_TYPE, Shape.type("object").put("description", "The new payload."))
                .answers(200, "What became of it.", JSON_TYPE, outcome.deepCopy())
                .problems(404, 408, 413);
        letters("POST", PATH + "/discard", "discard_letters", "Put letters aside")
                .query("all", "Every open letter there is.", Shape.type("boolean"))
                .answers(200, "How many.", JSON_TYPE, Shape.object("discarded integer"));
    }

    private Operation letters(String method, String path, String id, String summary) {
        Operation operation =
                document.add(method, path, Tags.DEAD_LETTERS, id, summary).problems(400, 503);
        ObjectNode states = Shape.type("string");
        states.putArray("enum").add("open").add("retried").add("discarded").add("all");
        return operation
                .query("id", "Of one letter.", Shape.type("string"))
                .query("view", "A view, or a version of it: `name.v1`; `none`: of no view.", Shape.type("string"))
                .query("source", "Where the commands came in.", Shape.type("string"))
                .query("code", "The cause.", Shape.type("string"))
                .query("since", "When it was found, as PostgreSQL reads a time.", Shape.type("string"))
                .query("until", "Not included.", Shape.type("string"))
                .query("state", "open without it, all with an id.", states);
    }

    private static Operation force(Operation operation) {
        return operation.query("force", "Also behind commands that came later.", Shape.type("boolean"));
    }
}
