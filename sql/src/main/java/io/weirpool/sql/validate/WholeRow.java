package io.weirpool.sql.validate;

import io.weirpool.sql.parse.Mistake;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The row of a table in FROM, as a value: {@code count(t)}, {@code to_jsonb(t)}, {@code (t).a}. */
final class WholeRow extends SqlBasicCall {
    private final RowTables.Table table;
    private final boolean star;

    /** @param star whether it is written {@code t.*} */
    WholeRow(RowTables.Table table, boolean star, SqlParserPos place) {
        super(
                SqlStdOperatorTable.ROW,
                table.columns().stream().map(c -> c.clone(place)).toList(),
                place);
        this.table = table;
        this.star = star;
    }

    boolean isStar() {
        return star;
    }

    List<String> names() {
        return table.names();
    }

    String alias() {
        return table.alias();
    }

    /** Whether an outer join can leave the row out, which then is NULL, and not a row of NULLs. */
    boolean mayBeMissing() {
        return table.mayBeMissing();
    }

    /**
     * A column that is NULL exactly where the row is missing.
     *
     * @throws Mistake when none is known
     */
    SqlNode presence() {
        SqlNode present = table.present();
        if (present == null) {
            throw Mistake.unsupported(
                    getParserPosition(),
                    "the row " + alias() + " as a value, which an outer join can leave out",
                    "Use a column of it that is never NULL.");
        }
        return present.clone(getParserPosition());
    }

    /** The value, or NULL where the row is missing. */
    SqlNode ifPresent(SqlNode value) {
        if (!mayBeMissing()) {
            return value;
        }
        SqlParserPos place = getParserPosition();
        SqlNode there = SqlStdOperatorTable.IS_NOT_NULL.createCall(place, presence());
        return new SqlCase(place, null, SqlNodeList.of(there), SqlNodeList.of(value), SqlLiteral.createNull(place));
    }
}
