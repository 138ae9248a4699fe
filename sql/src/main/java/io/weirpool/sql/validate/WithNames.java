package io.weirpool.sql.validate;

import java.util.HashSet;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** What WITH defines anywhere in a query: there a name need not be that of a table. */
final class WithNames extends SqlBasicVisitor<@Nullable Void> {
    private final Set<String> names = new HashSet<>();

    private WithNames() {}

    static Set<String> of(SqlNode query) {
        WithNames found = new WithNames();
        query.accept(found);
        return found.names;
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call instanceof SqlWithItem item) {
            names.add(item.name.getSimple());
        }
        return super.visit(call);
    }
}
