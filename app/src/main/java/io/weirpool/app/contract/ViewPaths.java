package io.weirpool.app.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.app.query.ViewParameters;
import io.weirpool.common.catalog.View;
import io.weirpool.common.model.Column;

/** {@code GET} of each view: pages of rows, filtered by column. */
final class ViewPaths {
    private final Document document;

    ViewPaths(Document document) {
        this.document = document;
    }

    void add(View view) {
        String name = view.name().value();
        document.schemas().set(name, Rows.answered(view));
        Operation get = document.add(
                "GET",
                "/v1/views/" + name,
                "/v1/views/{view}",
                name,
                Tags.VIEWS,
                "read_" + name,
                "Read the view " + name);
        get.describe(
                "A page of one snapshot. A filter is `column=operator.value`, several are joined by AND:\n\n```sql\n"
                        + view.sql().strip() + "\n```");
        own(get);
        for (Column column : view.columns().columns()) {
            if (!ViewParameters.RESERVED.contains(column.name().value())) {
                filter(get, column);
            }
        }
        get.answers(200, "A page.", "application/json", Shape.array(Shape.reference(name)))
                .answers(200, "A page.", "application/x-ndjson", Shape.type("string"))
                .answers(200, "A page.", "text/csv", Shape.type("string"))
                .answerHeader(200, "ETag", "Changes when the rows may have.")
                .answerHeader(200, "Weirpool-As-Of", "The time of the last command the view reflects.")
                .answerHeader(200, "Link", "`rel=\"next\"` leads to the next page.")
                .answers(304, "Nothing has changed since the ETag in `If-None-Match`.")
                .problems(400, 404, 406, 414, 431, 503, 504);
    }

    private static void own(Operation get) {
        get.query("select", "Columns wanted, with commas between; all without it.", Shape.type("string"));
        get.query(
                "order",
                "Columns with `.asc` or `.desc`, and `.nullsfirst` or `.nullslast`, with commas between.",
                Shape.type("string"));
        get.query(
                "limit",
                "Rows of a page; more than the maximum counts as the maximum.",
                Shape.type("integer")
                        .put("minimum", 1)
                        .put("default", ViewParameters.LIMIT_DEFAULT)
                        .put("maximum", ViewParameters.LIMIT_MAX));
        get.query("cursor", "Where the page before ended; stands in its `Link`.", Shape.type("string"));
        get.query("at_least", "A receipt: waits until the view reflects its commands.", Shape.type("string"));
        get.header("If-None-Match", "An ETag.", Shape.type("string"));
    }

    private static void filter(Operation get, Column column) {
        ObjectNode one = Shape.type("string")
                .put("pattern", "^(not\\.)?(" + String.join("|", ViewParameters.operators(column.type())) + ")\\.");
        get.query(
                column.name().value(),
                column.type() + ": " + String.join(", ", ViewParameters.operators(column.type()))
                        + ", each also with `not.` before it.",
                Shape.array(one));
    }
}
