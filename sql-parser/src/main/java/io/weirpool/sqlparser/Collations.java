package io.weirpool.sqlparser;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;

/** Orders of text: there is the one of its bytes. */
final class Collations {
    private static final List<String> OF_BYTES = List.of("C", "POSIX", "ucs_basic", "C.UTF-8", "pg_c_utf8");

    private Collations() {}

    /** @throws ParseException with the place of a collation that orders otherwise */
    static void check(SqlIdentifier name) throws ParseException {
        String last = name.names.get(name.names.size() - 1);
        if (!OF_BYTES.contains(last)) {
            throw IntervalText.failure(
                    name.getParserPosition(), "text is ordered by its bytes, by COLLATE \"C\" and by no other collation");
        }
    }
}
