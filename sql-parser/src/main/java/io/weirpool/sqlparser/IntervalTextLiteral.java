package io.weirpool.sqlparser;

import java.nio.charset.StandardCharsets;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlCollation;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.NlsString;

/** An interval that is more than a number of one unit, {@code interval '1 month 2 days'}: its text, for PostgreSQL's rules. */
public final class IntervalTextLiteral extends SqlCharStringLiteral {
    private final String text;

    IntervalTextLiteral(String text, SqlParserPos pos) {
        super(new NlsString(text, StandardCharsets.UTF_8.name(), SqlCollation.IMPLICIT), pos);
        this.text = text;
    }

    /** What stands in quotes. */
    public String text() {
        return text;
    }

    @Override
    public IntervalTextLiteral clone(SqlParserPos pos) {
        return new IntervalTextLiteral(text, pos);
    }
}
