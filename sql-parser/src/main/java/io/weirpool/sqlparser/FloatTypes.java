package io.weirpool.sqlparser;

import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** {@code FLOAT(n)}: REAL or DOUBLE, whichever has n binary digits. */
final class FloatTypes {
    private static final int REAL_DIGITS = 24;

    private static final int DOUBLE_DIGITS = 53;

    private FloatTypes() {}

    static SqlTypeNameSpec of(int digits, SqlParserPos place) {
        if (digits < 1 || digits > DOUBLE_DIGITS) {
            // a type that there is not, refused with its place
            return new SqlUserDefinedTypeNameSpec(new SqlIdentifier("float(" + digits + ")", place), place);
        }
        return new SqlBasicTypeNameSpec(digits > REAL_DIGITS ? SqlTypeName.DOUBLE : SqlTypeName.REAL, place);
    }
}
