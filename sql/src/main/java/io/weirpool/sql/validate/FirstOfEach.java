package io.weirpool.sql.validate;

import io.weirpool.sql.parse.Mistake;
import io.weirpool.sqlparser.DistinctOn;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a parsed query in which {@code SELECT DISTINCT ON (k) ... ORDER BY k, t} is {@code SELECT ... QUALIFY
 * row_number() OVER (PARTITION BY k ORDER BY t) = 1 ORDER BY k, t}.
 */
final class FirstOfEach extends SqlShuttle {
    private FirstOfEach() {}

    static SqlNode apply(SqlNode query) {
        return Objects.requireNonNull(query.accept(new FirstOfEach()), "a query is never nothing");
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (call instanceof SqlOrderBy given) {
            SqlNode query = ordered(given.query, given.orderList);
            return super.visit(
                    new SqlOrderBy(given.getParserPosition(), query, given.orderList, given.offset, given.fetch));
        }
        return super.visit(
                call instanceof SqlSelect select && isFirstOfEach(select) ? first(select, SqlNodeList.EMPTY) : call);
    }

    /** With the order that stands behind it, which is that of the SELECT after WITH, too. */
    private static SqlNode ordered(SqlNode query, SqlNodeList order) {
        if (query instanceof SqlWith with) {
            return new SqlWith(with.getParserPosition(), with.withList, ordered(with.body, order));
        }
        return query instanceof SqlSelect select && isFirstOfEach(select) ? first(select, order) : query;
    }

    private static boolean isFirstOfEach(SqlSelect select) {
        SqlNode qualify = select.getQualify();
        if (qualify instanceof SqlCall both
                && both.getKind() == SqlKind.AND
                && both.operand(0) instanceof SqlCall first
                && first.getOperator().equals(DistinctOn.OPERATOR)) {
            throw Mistake.unsupported(
                    first.getParserPosition(),
                    "DISTINCT ON beside QUALIFY is not supported",
                    "Give one of them a query in FROM.");
        }
        return qualify instanceof SqlCall call && call.getOperator().equals(DistinctOn.OPERATOR);
    }

    private static SqlSelect first(SqlSelect given, SqlNodeList order) {
        SqlSelect select = (SqlSelect) given.clone(given.getParserPosition());
        SqlCall distinctOn = (SqlCall) Objects.requireNonNull(given.getQualify());
        SqlParserPos place = distinctOn.getParserPosition();
        List<SqlNode> keys = new ArrayList<>();
        distinctOn.getOperandList().forEach(key -> keys.add(resolved(key, given)));
        List<SqlNode> rest = rest(order, keys, given);
        refuseWindows(keys, place);
        refuseWindows(rest, place);
        SqlWindow window = SqlWindow.create(
                null,
                null,
                new SqlNodeList(keys, place),
                new SqlNodeList(rest, place),
                SqlLiteral.createBoolean(false, SqlParserPos.ZERO),
                null,
                null,
                null,
                SqlWindow.createExcludeNoOthers(SqlParserPos.ZERO),
                place);
        SqlNode number =
                SqlStdOperatorTable.OVER.createCall(place, SqlStdOperatorTable.ROW_NUMBER.createCall(place), window);
        select.setQualify(
                SqlStdOperatorTable.EQUALS.createCall(place, number, SqlLiteral.createExactNumeric("1", place)));
        return select;
    }

    private static void refuseWindows(List<SqlNode> expressions, SqlParserPos place) {
        boolean window = expressions.stream().anyMatch(e -> SqlUtil.containsCall(e, c -> c.getKind() == SqlKind.OVER));
        if (window) {
            throw Mistake.unsupported(
                    place,
                    "DISTINCT ON, or its ORDER BY, over a window function is not supported",
                    "Compute the window function in a query in FROM.");
        }
    }

    /** What orders the rows that have equal keys. As in PostgreSQL, the order begins with all keys, or has nothing else. */
    private static List<SqlNode> rest(SqlNodeList order, List<SqlNode> keys, SqlSelect select) {
        List<SqlNode> rest = new ArrayList<>();
        boolean[] met = new boolean[keys.size()];
        for (SqlNode item : order) {
            SqlNode by = resolved(item, select);
            int key = key(expression(by), keys);
            if (key >= 0 && met[key]) {
                continue; // once more, it orders nothing
            }
            if (key >= 0 && rest.isEmpty()) {
                mark(met, by, keys);
            } else {
                rest.add(by);
            }
            boolean late = !rest.isEmpty() && (key >= 0 || !all(met));
            if (late) {
                throw Mistake.invalid(
                        item.getParserPosition(),
                        "ORDER BY does not begin with what DISTINCT ON names",
                        "Order by those first, in any order.");
            }
        }
        return rest;
    }

    private static void mark(boolean[] met, SqlNode by, List<SqlNode> keys) {
        for (int i = 0; i < met.length; i++) {
            met[i] |= isSame(expression(by), keys.get(i));
        }
    }

    private static boolean all(boolean[] met) {
        for (boolean one : met) {
            if (!one) {
                return false;
            }
        }
        return true;
    }

    private static int key(SqlNode expression, List<SqlNode> keys) {
        for (int i = 0; i < keys.size(); i++) {
            if (isSame(expression, keys.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /** A name with its table and one without are taken for the same column: what differs is refused as ambiguous later. */
    private static boolean isSame(SqlNode a, SqlNode b) {
        if (a instanceof SqlIdentifier x && b instanceof SqlIdentifier y && (x.isSimple() || y.isSimple())) {
            return last(x).equals(last(y));
        }
        return a.equalsDeep(b, Litmus.IGNORE);
    }

    private static String last(SqlIdentifier identifier) {
        return identifier.names.get(identifier.names.size() - 1);
    }

    /** Without DESC and NULLS FIRST. */
    private static SqlNode expression(SqlNode item) {
        return switch (item.getKind()) {
            case DESCENDING, NULLS_FIRST, NULLS_LAST -> expression(((SqlCall) item).operand(0));
            default -> item;
        };
    }

    /** Numbers and names of columns of the result as what they stand for. */
    private static SqlNode resolved(SqlNode item, SqlSelect select) {
        if (expression(item) != item) {
            SqlCall call = (SqlCall) item;
            return call.getOperator().createCall(call.getParserPosition(), resolved(call.operand(0), select));
        }
        if (item instanceof SqlNumericLiteral number && number.isInteger()) {
            return column(number, select.getSelectList());
        }
        if (item instanceof SqlIdentifier name && name.isSimple()) {
            for (SqlNode column : select.getSelectList()) {
                if (column.getKind() == SqlKind.AS
                        && ((SqlCall) column).operand(1).toString().equals(name.getSimple())) {
                    return ((SqlCall) column).operand(0);
                }
                if (column instanceof SqlIdentifier plain
                        && !plain.isStar()
                        && last(plain).equals(name.getSimple())) {
                    return plain;
                }
            }
        }
        return item;
    }

    private static SqlNode column(SqlNumericLiteral number, SqlNodeList columns) {
        int index = number.bigDecimalValue().intValue();
        boolean known = index >= 1
                && index <= columns.size()
                && columns.subList(0, index).stream()
                        .noneMatch(c -> c instanceof SqlIdentifier identifier && identifier.isStar());
        if (!known) {
            throw Mistake.invalid(
                    number.getParserPosition(), "column " + index + " is not in the list of SELECT", "Write its name.");
        }
        SqlNode column = columns.get(index - 1);
        return column.getKind() == SqlKind.AS ? ((SqlCall) column).operand(0) : column;
    }
}
