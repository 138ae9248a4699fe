package io.weirpool.sqlparser;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code jsonb_to_recordset(j) AS x(a integer, b text)} in FROM, as the query it stands for: a field of each element, read as
 * its type.
 */
final class RecordTables {
    /** The name of the function of an object, a name in it and NULL of the type that the value there is read as. */
    static final String FIELD = "$record_field";

    private static final String SET = "jsonb_to_recordset";

    private static final Set<String> NAMES = Set.of("jsonb_to_record", SET);

    /** What is made of one value has no name in the query. */
    private static final String ROWS = "record rows";

    private static final String VALUE = "record value";

    private RecordTables() {}

    /** Whether after the arguments of the function come names of columns with their types. */
    static boolean begins(SqlIdentifier function, WeirpoolSqlParser parser) {
        if (!function.isSimple() || !NAMES.contains(function.getSimple())) {
            return false;
        }
        int at = parser.getToken(1).kind == WeirpoolSqlParserConstants.AS ? 2 : 1;
        int open = parser.getToken(at).kind == WeirpoolSqlParserConstants.LPAREN ? at : at + 1;
        int behind = parser.getToken(open + 2).kind;
        return parser.getToken(open).kind == WeirpoolSqlParserConstants.LPAREN
                && behind != WeirpoolSqlParserConstants.COMMA
                && behind != WeirpoolSqlParserConstants.RPAREN;
    }

    static SqlNode of(SqlNode table, SqlIdentifier alias, List<SqlNode> names, List<SqlDataTypeSpec> types) {
        SqlCall function = ((SqlCall) table).operand(0);
        SqlParserPos place = function.getParserPosition();
        List<SqlNode> items = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            SqlIdentifier name = (SqlIdentifier) names.get(i);
            SqlNode field = named(FIELD, place)
                    .createCall(
                            types.get(i).getParserPosition(),
                            new SqlIdentifier(List.of(ROWS, VALUE), place),
                            SqlLiteral.createCharString(name.getSimple(), name.getParserPosition()),
                            SqlStdOperatorTable.CAST.createCall(
                                    place, SqlLiteral.createNull(place), types.get(i)));
            items.add(as(place, field, name));
        }
        SqlNode from = as(
                place,
                rows(function, place),
                new SqlIdentifier(ROWS, place),
                new SqlIdentifier(VALUE, place));
        SqlNode query = PlainSelect.of(place, new SqlNodeList(items, place), from);
        List<SqlNode> operands = new ArrayList<>();
        operands.add(SqlStdOperatorTable.LATERAL.createCall(place, query));
        operands.add(alias);
        operands.addAll(names);
        return as(place, operands.toArray(SqlNode[]::new));
    }

    /** The elements, or the one value, NULL too. */
    private static SqlNode rows(SqlCall function, SqlParserPos place) {
        List<SqlNode> arguments = function.getOperandList();
        SqlNode call;
        if (arguments.size() != 1) {
            call = function; // which there is none of
        } else if (function.getOperator().getName().equals(SET)) {
            call = named("jsonb_array_elements", place).createCall(place, arguments);
        } else {
            SqlNode json = SqlStdOperatorTable.CAST.createCall(
                    place,
                    arguments.get(0),
                    new SqlDataTypeSpec(
                            new SqlUserDefinedTypeNameSpec(new SqlIdentifier("jsonb", place), place), place));
            SqlNode array = SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(place, json);
            call = named("unnest", place).createCall(place, array);
        }
        return SqlStdOperatorTable.COLLECTION_TABLE.createCall(place, call);
    }

    private static SqlNode as(SqlParserPos place, SqlNode... operands) {
        return SqlStdOperatorTable.AS.createCall(place, operands);
    }

    private static SqlOperator named(String name, SqlParserPos place) {
        return new SqlUnresolvedFunction(
                new SqlIdentifier(name, place), null, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }
}
