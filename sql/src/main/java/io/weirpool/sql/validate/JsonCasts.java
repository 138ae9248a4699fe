package io.weirpool.sql.validate;

import io.weirpool.common.codec.JsonText;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.sql.parse.Mistake;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlUtil;

/**
 * Casts to {@code json}. PostgreSQL keeps the text of one as it was written, and all JSON here is {@code jsonb}: so only text
 * that {@code jsonb} prints the same is taken.
 */
final class JsonCasts {
    private JsonCasts() {}

    /** @throws Mistake when a value of PostgreSQL's json could print otherwise */
    static void check(SqlCall cast) {
        if (!(cast.operand(1) instanceof SqlDataTypeSpec type)
                || !isJson(type.getTypeNameSpec())
                || isTextThatStays(cast.operand(0))) {
            return;
        }
        throw Mistake.unsupported(
                type.getParserPosition(),
                "json, which keeps blanks, the order of fields and numbers as they are written, is not supported",
                "Cast to jsonb.");
    }

    /** Or an array of it. */
    private static boolean isJson(SqlTypeNameSpec type) {
        SqlTypeNameSpec scalar = type instanceof SqlCollectionTypeNameSpec array ? array.getElementTypeName() : type;
        return scalar.getTypeName().toString().equals("json");
    }

    private static boolean isTextThatStays(SqlNode operand) {
        return SqlUtil.isNullLiteral(operand, true) || (operand instanceof SqlCharStringLiteral && keepsText(operand));
    }

    /** Whether it is no literal, or one that jsonb prints as it is written. */
    static boolean keepsText(SqlNode operand) {
        if (!(operand instanceof SqlCharStringLiteral literal)) {
            return true;
        }
        String text = literal.getValueAs(String.class);
        try {
            return JsonText.canonical(text).equals(text);
        } catch (WeirpoolException e) {
            return true; // refused as no JSON, with its place
        }
    }
}
