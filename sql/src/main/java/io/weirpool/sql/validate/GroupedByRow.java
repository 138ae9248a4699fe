package io.weirpool.sql.validate;

import io.weirpool.sql.parse.Mistake;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * {@code GROUP BY ROW(a, b)} groups by one value, so that a alone is none of the group's; {@code GROUP BY (a, b)} is by two,
 * as in PostgreSQL.
 */
final class GroupedByRow extends SqlBasicVisitor<@Nullable Void> {
    private static final Set<String> STANDARD = Set.of("count", "sum", "avg", "min", "max");

    private final SqlNodeList group;
    private final List<SqlNode> fields;

    private GroupedByRow(SqlNodeList group, List<SqlNode> fields) {
        this.group = group;
        this.fields = fields;
    }

    /**
     * @param read what is computed of each group
     * @throws Mistake for a field of such a row that stands alone there
     */
    static void check(SqlNodeList group, List<SqlNode> read) {
        for (SqlNode item : group) {
            if (RowUses.isRow(item) && isOne((SqlCall) item)) {
                GroupedByRow fields = new GroupedByRow(group, RowUses.fields(item));
                read.forEach(node -> node.accept(fields));
            }
        }
    }

    /** Whether the row is written with its word, see {@link RowUses#WITH_WORD}, or is a table's. */
    private static boolean isOne(SqlCall row) {
        if (row instanceof NamedRow named) {
            return named instanceof WholeRow whole && !whole.isStar();
        }
        return row.getParserPosition().isQuoted() == RowUses.WITH_WORD;
    }

    @Override
    public @Nullable Void visit(SqlIdentifier identifier) {
        boolean field = fields.stream().anyMatch(f -> isSame(f, identifier));
        boolean alone = group.stream().anyMatch(item -> isSame(item, identifier));
        if (field && !alone) {
            throw Mistake.invalid(
                    identifier.getParserPosition(),
                    "the groups are of a row, of which \"" + identifier + "\" alone is no value",
                    "Group by the columns, without ROW.");
        }
        return null;
    }

    /** A name without its table is of the same column, as it would be ambiguous otherwise. */
    private static boolean isSame(SqlNode node, SqlIdentifier identifier) {
        if (!(node instanceof SqlIdentifier other)) {
            return false;
        }
        return (other.isSimple() || identifier.isSimple())
                ? last(other).equals(last(identifier))
                : other.names.equals(identifier.names);
    }

    private static String last(SqlIdentifier name) {
        return name.names.get(name.names.size() - 1);
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
        boolean aggregate = STANDARD.contains(name)
                || OwnAggregate.named(name) != null
                || call.getKind() == SqlKind.WITHIN_GROUP
                || call.getKind() == SqlKind.FILTER;
        if (aggregate || RowUses.isRow(call) || call.isA(SqlKind.QUERY)) {
            return null;
        }
        return call.getKind() == SqlKind.AS ? call.operand(0).accept(this) : super.visit(call);
    }
}
