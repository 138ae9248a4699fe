package io.weirpool.sql.translate;

import io.weirpool.sql.parse.Mistake;
import org.apache.calcite.sql.SqlCreate;

/** What all CREATE statements have in common. */
final class Statements {
    private Statements() {}

    /** Files say what is wanted, so there is nothing to replace and nothing that may already exist. */
    static void refuseReplace(SqlCreate statement) {
        if (statement.getReplace() || statement.ifNotExists) {
            throw Mistake.invalid(
                    statement.getParserPosition(),
                    "OR REPLACE and IF NOT EXISTS have no meaning here: files say what is wanted",
                    "Write CREATE alone.");
        }
    }
}
