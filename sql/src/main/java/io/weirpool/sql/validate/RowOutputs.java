package io.weirpool.sql.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Rows among the columns of a view: text, as PostgreSQL prints them, since a table can have no column of type record. Where
 * their order or equality counts they are left, and refused.
 */
final class RowOutputs {
    private RowOutputs() {}

    /** Names that the query's columns have, as far as they are written. */
    static Set<String> names(SqlSelect select) {
        Set<String> names = new HashSet<>();
        for (SqlNode item : select.getSelectList()) {
            SqlNode name = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(1) : item;
            if (name instanceof SqlIdentifier identifier && !identifier.isStar()) {
                names.add(identifier.names.get(identifier.names.size() - 1));
            }
        }
        return names;
    }

    /** @param query whose parts may be changed */
    static SqlNode apply(SqlNode query) {
        if (query instanceof SqlWith with) {
            return new SqlWith(with.getParserPosition(), with.withList, apply(with.body));
        }
        if (query instanceof SqlOrderBy ordered && ordered.fetch == null && ordered.offset == null) {
            return new SqlOrderBy(ordered.getParserPosition(), apply(ordered.query), ordered.orderList, null, null);
        }
        if (query instanceof SqlSelect select && !select.isDistinct()) {
            SqlNodeList items = new SqlNodeList(select.getSelectList().getParserPosition());
            select.getSelectList().forEach(item -> items.add(output(item)));
            select.setSelectList(items);
        }
        return query;
    }

    private static SqlNode output(SqlNode item) {
        SqlParserPos place = item.getParserPosition();
        if (RowUses.isRow(item)) {
            String name = item instanceof NamedRow named ? named.label() : "row";
            return SqlStdOperatorTable.AS.createCall(place, RowUses.text(item), new SqlIdentifier(name, place));
        }
        if (item.getKind() == SqlKind.AS && RowUses.isRow(((SqlCall) item).operand(0))) {
            List<SqlNode> operands = new ArrayList<>(((SqlCall) item).getOperandList());
            operands.set(0, RowUses.text(operands.get(0)));
            return SqlStdOperatorTable.AS.createCall(place, operands);
        }
        return item;
    }
}
