package io.weirpool.app.contract;

import static io.weirpool.app.contract.TypeSchemas.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/** One operation of a path while it is described. */
record Operation(ObjectNode node) {
    static final String PROBLEM = "Problem";

    Operation describe(String text) {
        node.put("description", text);
        return this;
    }

    Operation path(String name, String description, String example) {
        ObjectNode parameter =
                parameter("path", name, description, Shape.type("string")).put("required", true);
        parameter.put("example", example);
        return this;
    }

    Operation query(String name, String description, ObjectNode schema) {
        parameter("query", name, description, schema);
        return this;
    }

    Operation header(String name, String description, ObjectNode schema) {
        parameter("header", name, description, schema);
        return this;
    }

    private ObjectNode parameter(String in, String name, String description, ObjectNode schema) {
        ObjectNode parameter = node.withArray("/parameters")
                .addObject()
                .put("name", name)
                .put("in", in)
                .put("description", description);
        parameter.set("schema", schema);
        return parameter;
    }

    /** One of the forms a body can have; the example is what the route takes. */
    Operation body(String mediaType, JsonNode schema, String exampleName, JsonNode example) {
        body(mediaType, schema);
        content(mediaType).withObject("/examples").putObject(exampleName).set("value", example);
        return this;
    }

    Operation body(String mediaType, JsonNode schema) {
        node.withObject("/requestBody").put("required", true);
        content(mediaType).set("schema", schema);
        return this;
    }

    private ObjectNode content(String mediaType) {
        ObjectNode content = node.withObject("/requestBody/content");
        return content.path(mediaType) instanceof ObjectNode known ? known : content.putObject(mediaType);
    }

    Operation answers(int status, String description) {
        response(status, description);
        return this;
    }

    Operation answers(int status, String description, String mediaType, ObjectNode schema) {
        response(status, description)
                .withObject("/content")
                .putObject(mediaType)
                .set("schema", schema);
        return this;
    }

    Operation answerHeader(int status, String name, String description) {
        ObjectNode header = node.withObject("/responses")
                .withObject("/" + status)
                .withObject("/headers")
                .putObject(name)
                .put("description", description);
        header.set("schema", Shape.type("string"));
        return this;
    }

    private ObjectNode response(int status, String description) {
        return node.withObject("/responses").withObject("/" + status).put("description", description);
    }

    /** Problems it can answer with. */
    Operation problems(int... statuses) {
        Arrays.stream(statuses).sorted().forEach(status -> {
            ObjectNode reference = JSON.createObjectNode().put("$ref", "#/components/responses/" + PROBLEM + status);
            node.withObject("/responses").set(Integer.toString(status), reference);
        });
        return this;
    }
}
