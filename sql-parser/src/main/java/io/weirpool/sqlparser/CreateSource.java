package io.weirpool.sqlparser;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCreate;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** CREATE STREAM or CREATE TABLE, as written. */
public final class CreateSource extends SqlCreate {
    private static final SqlOperator OPERATOR = new SqlSpecialOperator("CREATE SOURCE", SqlKind.OTHER_DDL);

    /** What stands between the parentheses, gathered while parsing. */
    public static final class Elements {
        public final List<ColumnDeclaration> columns = new ArrayList<>();
        /** Each a list of column names; more than one is a mistake that validation reports. */
        public final List<SqlNodeList> primaryKeys = new ArrayList<>();
        /** The place of NOT ENFORCED behind a key. */
        @Nullable SqlParserPos notEnforced;
        public final List<Check> checks = new ArrayList<>();
        /** More than one is a mistake that validation reports. */
        public final List<WatermarkDeclaration> watermarks = new ArrayList<>();
    }

    /**
     * A column.
     *
     * @param unsupported the place of DEFAULT with a value, UNIQUE, REFERENCES or GENERATED, when one is there
     */
    public record ColumnDeclaration(
            SqlIdentifier name, SqlDataTypeSpec type, boolean nullable, @Nullable SqlParserPos unsupported) {}

    /**
     * A WATERMARK: no row is expected whose column is less than {@code value} of a row before it.
     *
     * @param place of the whole declaration
     */
    public record WatermarkDeclaration(SqlIdentifier column, SqlNode value, SqlParserPos place) {}

    /**
     * A CHECK.
     *
     * @param place of the text between its parentheses
     */
    public record Check(SqlNode condition, SqlParserPos place) {}

    public final boolean table;
    public final SqlIdentifier name;
    public final Elements elements;
    /** Names and values in turn. */
    public final SqlNodeList options;

    CreateSource(
            SqlParserPos pos,
            boolean replace,
            boolean ifNotExists,
            boolean table,
            SqlIdentifier name,
            Elements elements,
            SqlNodeList options) {
        super(OPERATOR, pos, replace, ifNotExists);
        this.table = table;
        this.name = name;
        this.elements = elements;
        this.options = options;
    }

    /**
     * A table's key says which row an upsert replaces, and is checked by nobody; a stream's says what is sent again.
     *
     * @throws ParseException with the place of NOT ENFORCED behind a stream's key
     */
    static void checkKey(boolean table, Elements elements) throws ParseException {
        if (!table && elements.notEnforced != null) {
            throw IntervalText.failure(
                    elements.notEnforced,
                    "NOT ENFORCED: the key of a stream is the id of its rows");
        }
    }

    @Override
    public List<SqlNode> getOperandList() {
        return List.of(name, options);
    }
}
