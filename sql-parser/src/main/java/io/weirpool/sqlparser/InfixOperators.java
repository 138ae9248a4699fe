package io.weirpool.sqlparser;

import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;

/** PostgreSQL's operators as they are parsed: names and precedence. What they take and give is found by validation. */
public final class InfixOperators {
    /** Binds tighter than comparison, looser than + and -, as in PostgreSQL. */
    private static final int PRECEDENCE = 38;

    public static final SqlBinaryOperator GET = operator("->");
    public static final SqlBinaryOperator GET_TEXT = operator("->>");
    public static final SqlBinaryOperator GET_PATH = operator("#>");
    public static final SqlBinaryOperator GET_PATH_TEXT = operator("#>>");
    public static final SqlBinaryOperator BIT_AND = operator("&");
    public static final SqlBinaryOperator BIT_OR = operator("|");
    public static final SqlBinaryOperator BIT_XOR = operator("#");
    public static final SqlBinaryOperator SHIFT_LEFT = operator("<<");
    public static final SqlBinaryOperator SHIFT_RIGHT = operator(">>");
    public static final SqlBinaryOperator CONTAINS = operator("@>");
    public static final SqlBinaryOperator IS_CONTAINED = operator("<@");
    public static final SqlBinaryOperator OVERLAPS = operator("&&");

    public static final SqlBinaryOperator HAS = operator("?");
    public static final SqlBinaryOperator HAS_ANY = operator("?|");
    public static final SqlBinaryOperator HAS_ALL = operator("?&");
    public static final SqlBinaryOperator REMOVE_PATH = operator("#-");

    public static final SqlBinaryOperator FINDS_PATH = operator("@?");
    public static final SqlBinaryOperator MATCHES_PATH = operator("@@");

    public static final SqlBinaryOperator STARTS_WITH = operator("^@");
    public static final SqlBinaryOperator LIKE = operator("~~");
    public static final SqlBinaryOperator ILIKE = operator("~~*");
    public static final SqlBinaryOperator NOT_LIKE = operator("!~~");
    public static final SqlBinaryOperator NOT_ILIKE = operator("!~~*");

    /** Names of what stands for a pattern, and is all elements of an array, or any. */
    public static final String ALL_PATTERNS = "all patterns";

    public static final String ANY_PATTERN = "any pattern";

    /** Binds tighter than a product, looser than a sign. */
    public static final SqlBinaryOperator POWER = new SqlBinaryOperator(
            "^", SqlKind.OTHER, 70, true, ReturnTypes.explicit(SqlTypeName.ANY), null, OperandTypes.ANY_ANY);

    public static final SqlBinaryOperator CONCAT = operator("||");

    private InfixOperators() {}

    /** What a SELECT without FROM reads. */
    static SqlNode oneRow(SqlParserPos pos) {
        SqlNode row = SqlStdOperatorTable.ROW.createCall(pos, SqlLiteral.createExactNumeric("1", pos));
        SqlNode rows = SqlStdOperatorTable.VALUES.createCall(pos, row);
        return SqlStdOperatorTable.AS.createCall(pos, rows, new SqlIdentifier("no table", pos));
    }

    private static SqlBinaryOperator operator(String name) {
        return new SqlBinaryOperator(
                name, SqlKind.OTHER, PRECEDENCE, true, ReturnTypes.explicit(SqlTypeName.ANY), null, OperandTypes.ANY_ANY);
    }

    /** Whether these two tokens begin ANY, SOME or ALL of an array. */
    static boolean isQuantifier(int token, int next) {
        boolean word = token == WeirpoolSqlParserConstants.ANY
                || token == WeirpoolSqlParserConstants.SOME
                || token == WeirpoolSqlParserConstants.ALL;
        return word && next == WeirpoolSqlParserConstants.LPAREN;
    }

    static SqlNode patterns(boolean all, SqlNode array, SqlParserPos pos) {
        return function(all ? ALL_PATTERNS : ANY_PATTERN, pos).createCall(pos, array);
    }

    private static SqlUnresolvedFunction function(String name, SqlParserPos pos) {
        return new SqlUnresolvedFunction(
                new SqlIdentifier(name, pos), null, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }

    /** The bounds of a part of an array; those left out are beyond all elements. */
    static SqlNodeList bounds(SqlNode from, SqlNode to, SqlParserPos pos) {
        // one character wide: what is longer than its digits would be 1. and numeric
        SqlParserPos start = new SqlParserPos(pos.getLineNum(), pos.getColumnNum());
        return SqlNodeList.of(
                from == null ? SqlLiteral.createExactNumeric("1", start) : from,
                to == null ? SqlLiteral.createExactNumeric(String.valueOf(Integer.MAX_VALUE), start) : to);
    }

    /** As in PostgreSQL, another way to write {@code timezone(zone, time)}. */
    static SqlNode atTimeZone(SqlNode time, SqlNode zone, SqlParserPos pos) {
        return function("timezone", pos).createCall(pos, zone, time);
    }
}
