package io.weirpool.app.operate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.sql.parse.DefinitionError;
import io.weirpool.sql.parse.DefinitionException;

/** The member {@code errors} of what {@code check --json} prints and {@code apply} answers: one form for programs. */
public final class MistakesJson {
    private MistakesJson() {}

    /** Adds every mistake, in the order of files and lines, with its place and its mend. */
    public static void addTo(ObjectNode document, DefinitionException mistakes) {
        ArrayNode errors = document.putArray("errors");
        for (DefinitionError error : mistakes.errors()) {
            errors.addObject()
                    .put("code", error.code().slug())
                    .put("path", error.path())
                    .put("line", error.line())
                    .put("column", error.column())
                    .put("detail", error.message())
                    .put("remedy", error.remedy());
        }
    }
}
