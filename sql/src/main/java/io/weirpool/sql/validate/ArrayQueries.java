package io.weirpool.sql.validate;

import io.weirpool.sql.compile.FunctionLibrary;
import io.weirpool.sqlparser.PlainSelect;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code ARRAY(SELECT x ... ORDER BY y)} as {@code (SELECT array_agg(x ORDER BY y) FROM (SELECT x, y ...))}, an empty array
 * in place of NULL. Without an order the elements have that of their values, as with {@code array_agg}.
 */
final class ArrayQueries {
    private static final String TABLE = "array_rows";
    private static final String ELEMENT = "array_element";
    private static final String KEY = "array_key_";

    private final SqlParserPos place;
    private final List<SqlNode> keys = new ArrayList<>();

    private ArrayQueries(SqlParserPos place) {
        this.place = place;
    }

    /** The same, or the call itself when its order cannot be told. */
    static SqlNode apply(SqlCall call) {
        SqlNode rewritten = new ArrayQueries(call.getParserPosition()).rewritten(call.operand(0));
        return rewritten == null ? call : rewritten;
    }

    private @Nullable SqlNode rewritten(SqlNode query) {
        SqlNode rows = query;
        if (query instanceof SqlOrderBy ordered) {
            rows = withKeys(ordered);
        }
        if (rows == null) {
            return null;
        }
        List<SqlNode> alias = new ArrayList<>(List.of(rows, name(TABLE), name(ELEMENT)));
        for (int i = 0; i < added(); i++) {
            alias.add(name(KEY + i));
        }
        SqlNode from = SqlStdOperatorTable.AS.createCall(place, alias);
        SqlNode array = aggregate();
        SqlNode select = PlainSelect.of(place, SqlNodeList.of(array), from);
        return operator(FunctionLibrary.OR_EMPTY).createCall(place, select);
    }

    private int added() {
        return (int) keys.stream().filter(key -> !column(key).equals(ELEMENT)).count();
    }

    private SqlNode aggregate() {
        SqlNode plain = operator("array_agg").createCall(place, name(ELEMENT));
        return keys.isEmpty()
                ? plain
                : SqlStdOperatorTable.WITHIN_GROUP.createCall(place, plain, new SqlNodeList(keys, place));
    }

    private static SqlOperator operator(String name) {
        SqlOperator known = name.equals("array_agg") ? OwnAggregate.named(name) : LibraryFunctions.function(name);
        if (known == null) {
            throw new IllegalStateException("there is " + name);
        }
        return known;
    }

    /** The query with what orders it as further columns; its own order only matters where it is cut. */
    private @Nullable SqlNode withKeys(SqlOrderBy ordered) {
        if (!(ordered.query instanceof SqlSelect select)
                || select.getSelectList().size() != 1) {
            return null;
        }
        SqlNode element = select.getSelectList().get(0);
        List<SqlNode> columns = new ArrayList<>(List.of(element));
        for (SqlNode key : ordered.orderList) {
            SqlNode bare = bare(key);
            boolean same = isElement(bare, element);
            if (!same && (select.isDistinct() || isNumber(bare))) {
                return null;
            }
            keys.add(over(key, name(same ? ELEMENT : KEY + (columns.size() - 1))));
            if (!same) {
                columns.add(bare);
            }
        }
        SqlSelect copy = (SqlSelect) select.clone(select.getParserPosition());
        copy.setSelectList(new SqlNodeList(columns, place));
        return ordered.offset == null && ordered.fetch == null
                ? copy
                : new SqlOrderBy(ordered.getParserPosition(), copy, ordered.orderList, ordered.offset, ordered.fetch);
    }

    /** Without DESC and NULLS FIRST. */
    private static SqlNode bare(SqlNode key) {
        return isDirection(key) ? bare(((SqlBasicCall) key).operand(0)) : key;
    }

    private SqlNode over(SqlNode key, SqlNode column) {
        return isDirection(key)
                ? ((SqlBasicCall) key).getOperator().createCall(place, over(((SqlBasicCall) key).operand(0), column))
                : column;
    }

    private static boolean isDirection(SqlNode key) {
        return switch (key.getKind()) {
            case DESCENDING, NULLS_FIRST, NULLS_LAST -> true;
            default -> false;
        };
    }

    private static boolean isNumber(SqlNode key) {
        return key instanceof SqlLiteral;
    }

    /** By its place, its name, or written again. */
    private static boolean isElement(SqlNode key, SqlNode element) {
        if (element.getKind() == SqlKind.AS && element instanceof SqlCall as) {
            boolean named = key instanceof SqlIdentifier id
                    && id.isSimple()
                    && id.getSimple().equals(((SqlIdentifier) as.operand(1)).getSimple());
            return named || isElement(key, as.operand(0));
        }
        boolean first = key instanceof SqlLiteral literal && "1".equals(literal.toValue());
        return first || key.equalsDeep(element, org.apache.calcite.util.Litmus.IGNORE);
    }

    private static String column(SqlNode key) {
        return ((SqlIdentifier) bare(key)).getSimple();
    }

    private SqlIdentifier name(String name) {
        return new SqlIdentifier(name, place);
    }
}
