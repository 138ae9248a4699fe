package io.weirpool.sql.validate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** At which query columns and aggregates are: 0 is the one looked at, 1 the one outside of it; -1 and less are inside. */
final class Level {
    /** It is not known. */
    static final int UNKNOWN = Integer.MIN_VALUE;

    private static final Set<String> STANDARD = Set.of("count", "sum", "avg", "min", "max");

    /** The innermost first. */
    private final Deque<RowTables> scopes;

    private final Function<@Nullable SqlNode, RowTables> tables;
    private int depth;

    Level(Deque<RowTables> scopes, Function<@Nullable SqlNode, RowTables> tables) {
        this.scopes = new ArrayDeque<>(scopes);
        this.tables = tables;
    }

    /** Runs with a subquery's tables in sight. */
    void inside(SqlSelect subquery, Runnable run) {
        scopes.push(tables.apply(subquery.getFrom()));
        depth++;
        run.run();
        depth--;
        scopes.pop();
    }

    /** Whether this is not in a subquery. */
    boolean isOutermost() {
        return depth == 0;
    }

    /** The level of a column. */
    int of(SqlIdentifier column) {
        Resolved resolved = resolve(column);
        return resolved == null ? UNKNOWN : resolved.level;
    }

    /** A column by the alias of its table. */
    record Resolved(int level, String alias, String name) {}

    /** Null where it is not known. */
    @Nullable Resolved resolve(SqlIdentifier column) {
        if (column.isStar() || column.names.size() > 2) {
            return null;
        }
        String name = column.names.get(column.names.size() - 1);
        int level = -depth;
        for (Iterator<RowTables> each = scopes.iterator(); each.hasNext(); level++) {
            RowTables scope = each.next();
            for (RowTables.Table table : scope.tables().values()) {
                boolean named = column.isSimple() || column.names.get(0).equals(table.alias());
                if (named && table.has(name)) {
                    return new Resolved(level, table.alias(), name);
                }
            }
            if (!scope.known()) {
                return null;
            }
        }
        return null;
    }

    /** FILTER or WITHIN GROUP of the aggregate that is its first operand. */
    static boolean isAround(SqlCall call) {
        return call.getKind() == SqlKind.FILTER || call.getKind() == SqlKind.WITHIN_GROUP;
    }

    /** An aggregate with what belongs to it: FILTER, WITHIN GROUP. */
    static boolean isAggregate(SqlNode node) {
        if (!(node instanceof SqlCall call)) {
            return false;
        }
        if (isAround(call)) {
            return isAggregate(call.operand(0));
        }
        String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
        return OwnAggregate.named(name) != null || STANDARD.contains(name);
    }

    /**
     * The level of an aggregate: of the innermost of the columns it reads; its own query's where it reads none, or
     * has a subquery of which that is not known.
     */
    int ofAggregate(SqlNode aggregate) {
        int[] innermost = {Integer.MAX_VALUE};
        boolean[] subquery = {false};
        aggregate.accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlIdentifier read) {
                if (!read.isStar()) {
                    innermost[0] = Math.min(innermost[0], of(read));
                }
                return null;
            }

            @Override
            public @Nullable Void visit(SqlCall call) {
                subquery[0] |= call.isA(SqlKind.QUERY);
                return super.visit(call);
            }
        });
        return subquery[0] || innermost[0] == Integer.MAX_VALUE ? -depth : innermost[0];
    }
}
