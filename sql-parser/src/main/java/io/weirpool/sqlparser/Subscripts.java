package io.weirpool.sqlparser;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Elements and parts of arrays while an expression is parsed. */
final class Subscripts {
    private Subscripts() {}

    /**
     * Puts the element in place of the array.
     *
     * @param list operands and operators so far, the array being the last
     * @param end of the closing bracket
     */
    static void apply(List<Object> list, SqlOperator item, SqlNode index, SqlParserPos end) {
        int last = list.size() - 1;
        SqlNode array = (SqlNode) list.get(last);
        list.set(last, item.createCall(array.getParserPosition().plus(end), array, index));
    }
}
