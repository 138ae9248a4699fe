package io.weirpool.sql.validate;

import io.weirpool.common.model.DeclaredColumn;
import io.weirpool.sql.parse.Mistake;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The row of a table in FROM, as a value: {@code count(t)}, {@code to_jsonb(t)}, {@code (t).a}. */
final class WholeRow extends NamedRow {
    private final RowTables.Table table;
    private final boolean star;

    /** @param star whether it is written {@code t.*} */
    WholeRow(RowTables.Table table, boolean star, SqlParserPos place) {
        super(RowColumn.columns(table, place), place);
        this.table = table;
        this.star = star;
    }

    boolean isStar() {
        return star;
    }

    @Override
    List<String> names() {
        return table.declared().stream().map(DeclaredColumn::name).toList();
    }

    @Override
    String label() {
        return table.alias();
    }

    /** Whether an outer join can leave the row out, which then is NULL, and not a row of NULLs. */
    @Override
    boolean mayBeMissing() {
        return table.mayBeMissing();
    }

    /**
     * A column that is NULL exactly where the row is missing.
     *
     * @throws Mistake when none is known
     */
    @Override
    SqlNode presence() {
        SqlNode present = table.present();
        if (present == null) {
            throw Mistake.unsupported(
                    getParserPosition(),
                    "the row " + label() + " as a value, which an outer join can leave out",
                    "Use a column of it that is never NULL.");
        }
        return present.clone(getParserPosition());
    }
}
