package io.weirpool.sql.validate;

import java.util.HashSet;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** {@code WITH RECURSIVE} of which no query reads itself or one behind it is {@code WITH}. */
final class Recursion {
    private Recursion() {}

    /** Takes the word back where it says nothing. */
    static void clear(SqlWith with) {
        Set<String> notBefore = new HashSet<>();
        for (int i = with.withList.size() - 1; i >= 0; i--) {
            SqlWithItem item = (SqlWithItem) with.withList.get(i);
            notBefore.add(item.name.getSimple());
            if (reads(item.query, notBefore)) {
                return;
            }
        }
        for (SqlNode item : with.withList) {
            ((SqlWithItem) item).recursive = SqlLiteral.createBoolean(false, SqlParserPos.ZERO);
        }
    }

    /** Whether one of the names stands in the query, as whatever. */
    private static boolean reads(SqlNode query, Set<String> names) {
        Set<String> found = new HashSet<>();
        query.accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlIdentifier identifier) {
                found.add(identifier.names.get(0));
                return null;
            }
        });
        found.retainAll(names);
        return !found.isEmpty();
    }
}
