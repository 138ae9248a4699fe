package io.weirpool.sql.validate;

import io.weirpool.sql.parse.Mistake;
import io.weirpool.sqlparser.InfixOperators;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Columns of {@code jsonb_to_record} and {@code jsonb_to_recordset}: the text of a field read as the column's type. */
final class RecordFields {
    /** The function that the parser puts for a column. */
    static final String NAME = "$record_field";

    private RecordFields() {}

    /** @param field of a value, a name in it and NULL cast to the type */
    static SqlNode of(SqlCall field) {
        SqlParserPos place = field.getParserPosition();
        SqlDataTypeSpec type = ((SqlCall) field.operand(2)).operand(1);
        refuse(type);
        SqlNode object = LibraryFunctions.call("json-record", place, field.operand(0));
        if (isJson(type.getTypeNameSpec())) {
            SqlNode value = infix(InfixOperators.GET).createCall(place, object, field.operand(1));
            SqlNode nothing = PostgresCast.INSTANCE.createCall(place, SqlLiteral.createCharString("null", place), type);
            return LibraryFunctions.call("nullif", place, value, nothing);
        }
        SqlNode text = infix(InfixOperators.GET_TEXT).createCall(place, object, field.operand(1));
        return PostgresCast.INSTANCE.createCall(place, text, type);
    }

    private static SqlOperator infix(SqlOperator parsed) {
        SqlOperator known = LibraryFunctions.operator(parsed);
        return known == null ? parsed : known;
    }

    private static boolean isJson(SqlTypeNameSpec type) {
        return type.getTypeName().toString().equals("jsonb");
    }

    /** A text that is too long is a mistake in PostgreSQL, which a cast would cut; an array is read element by element. */
    private static void refuse(SqlDataTypeSpec type) {
        SqlTypeNameSpec name = type.getTypeNameSpec();
        boolean limited = name instanceof SqlBasicTypeNameSpec basic
                && (basic.getTypeName().getSimple().equalsIgnoreCase(SqlTypeName.CHAR.name())
                        || (basic.getTypeName().getSimple().equalsIgnoreCase(SqlTypeName.VARCHAR.name())
                                && basic.getPrecision() >= 0));
        if (limited
                || name instanceof SqlCollectionTypeNameSpec
                || name.getTypeName().toString().equals("json")) {
            throw Mistake.unsupported(
                    type.getParserPosition(),
                    "a column of a record of JSON that is an array, json or a text of a declared length",
                    "Declare TEXT or JSONB, and cast it in SELECT.");
        }
    }
}
