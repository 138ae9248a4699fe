package io.weirpool.sql.translate;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** What a query reads: the names in its FROM clauses, at any depth, that WITH does not define. */
final class TableNames extends SqlBasicVisitor<@Nullable Void> {
    /** What can stand around a name in FROM. */
    private static final Set<SqlKind> NAMING =
            Set.of(SqlKind.AS, SqlKind.TABLE_REF, SqlKind.SNAPSHOT, SqlKind.TABLESAMPLE);

    private static final Set<String> WINDOWS = Set.of("TUMBLE", "HOP", "CUMULATE", "SESSION");

    private final Set<String> read = new LinkedHashSet<>();
    private final Set<String> defined = new LinkedHashSet<>();

    private TableNames() {}

    static Set<String> of(SqlNode query) {
        TableNames names = new TableNames();
        query.accept(names);
        names.read.removeAll(names.defined);
        return names.read;
    }

    /** The same, and names of what WITH defines, which can hide a relation of the name that it reads itself. */
    static Set<String> mentioned(SqlNode query) {
        TableNames names = new TableNames();
        query.accept(names);
        return names.read;
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call instanceof SqlSelect select && select.getFrom() != null) {
            from(select.getFrom());
        } else if (call instanceof SqlWithItem item) {
            defined.add(item.name.getSimple());
        } else if (call.getKind() == SqlKind.EXPLICIT_TABLE) {
            from(call.operand(0));
        } else if (call.getKind() == SqlKind.COLLECTION_TABLE && call.operand(0) instanceof SqlCall function) {
            windowed(function);
        }
        return super.visit(call);
    }

    /** {@code tumble(t, at, ...)}: the short form, whose table has no TABLE before it. */
    private void windowed(SqlCall function) {
        boolean window = WINDOWS.contains(function.getOperator().getName().toUpperCase(Locale.ROOT));
        if (window && function.operandCount() > 0 && function.operand(0) instanceof SqlIdentifier table) {
            from(table);
        }
    }

    private void from(SqlNode node) {
        if (node instanceof SqlIdentifier identifier) {
            read.add(identifier.toString());
        } else if (node instanceof SqlJoin join) {
            from(join.getLeft());
            from(join.getRight());
        } else if (NAMING.contains(node.getKind())) {
            from(((SqlCall) node).operand(0));
        }
    }
}
