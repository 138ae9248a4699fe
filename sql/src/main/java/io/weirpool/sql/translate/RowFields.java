package io.weirpool.sql.translate;

import io.weirpool.common.model.Column;
import io.weirpool.common.model.DeclaredColumn;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.validate.Names;
import io.weirpool.sql.validate.QueryValidator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlRowTypeNameSpec;

/** Columns as they are kept: one of type ROW as several, see {@link DeclaredColumn}. */
final class RowFields {
    private RowFields() {}

    /**
     * What a column is kept as.
     *
     * @param path its name; of a field with those of what it is in before it
     * @throws Mistake when its type, or that of a field, is not supported
     */
    static List<Column> kept(String path, SqlDataTypeSpec type, boolean nullable, QueryValidator validator) {
        if (!(type.getTypeNameSpec() instanceof SqlRowTypeNameSpec row)) {
            return List.of(Column.of(path, validator.type(type, nullable)));
        }
        String prefix = DeclaredColumn.ofRow(path);
        List<Column> columns = new ArrayList<>();
        columns.add(Column.of(prefix, SqlType.of(TypeKind.BOOLEAN).withNullable(nullable)));
        Set<String> names = new HashSet<>();
        for (int i = 0; i < row.getFieldNames().size(); i++) {
            SqlIdentifier field = row.getFieldNames().get(i);
            String name =
                    Names.column(field.getSimple(), field.getParserPosition()).value();
            if (!names.add(name)) {
                throw Mistake.invalid(
                        field.getParserPosition(), "field \"" + name + "\" is declared twice", "Rename one of them.");
            }
            SqlDataTypeSpec fieldType = row.getFieldTypes().get(i);
            if (Boolean.FALSE.equals(fieldType.getNullable())) {
                throw Mistake.unsupported(
                        field.getParserPosition(),
                        "NOT NULL of a field of a row",
                        "Say it in a CHECK: (%s).%s IS NOT NULL.".formatted(path, name));
            }
            columns.addAll(kept(prefix + name, fieldType, true, validator));
        }
        return columns;
    }
}
