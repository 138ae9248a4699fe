package io.weirpool.sql.plan;

import io.weirpool.common.model.Column;
import io.weirpool.common.model.ColumnName;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names for columns inside a plan: the wanted ones where they are valid and distinct, numbers otherwise. */
public final class ColumnNames {
    private ColumnNames() {}

    /** One column for each type. */
    public static RowType rowType(List<String> wanted, List<SqlType> types) {
        Set<String> taken = new HashSet<>();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            String name = wanted.get(i);
            if (!ColumnName.isValid(name) || !taken.add(name)) {
                name = free(taken, i);
            }
            columns.add(Column.of(name, types.get(i)));
        }
        return new RowType(columns);
    }

    private static String free(Set<String> taken, int index) {
        String name = "c" + index;
        while (!taken.add(name)) {
            name += "_";
        }
        return name;
    }
}
