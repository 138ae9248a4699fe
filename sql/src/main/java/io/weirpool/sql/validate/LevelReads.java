package io.weirpool.sql.validate;

import java.util.Deque;
import java.util.function.Function;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** What a query's columns and HAVING read, and aggregate, of it and of the query outside. */
final class LevelReads extends SqlBasicVisitor<@Nullable Void> {
    private final Level level;
    private boolean grouped;
    private boolean outside;
    private @Nullable SqlNode within;

    private LevelReads(Level level) {
        this.level = level;
    }

    /** @param scopes that of the query is the first */
    static LevelReads of(SqlSelect select, Deque<RowTables> scopes, Function<@Nullable SqlNode, RowTables> tables) {
        LevelReads reads = new LevelReads(new Level(scopes, tables));
        reads.grouped = select.getGroup() != null || select.getHaving() != null;
        select.getSelectList().accept(reads);
        if (select.getHaving() != null) {
            select.getHaving().accept(reads);
        }
        return reads;
    }

    /** Whether its rows are groups. */
    boolean isGrouped() {
        return grouped;
    }

    /** Whether it reads a column of a query outside beside its aggregates. */
    boolean outside() {
        return outside;
    }

    /** An aggregate of it that stands in a subquery; null when there is none. */
    @Nullable SqlNode within() {
        return within;
    }

    @Override
    public @Nullable Void visit(SqlIdentifier read) {
        outside |= level.isOutermost() && level.of(read) > 0;
        return null;
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call instanceof SqlSelect subquery) {
            level.inside(subquery, () -> super.visit(call));
            return null;
        }
        if (call instanceof SqlOrderBy ordered) {
            return ordered.query.accept(this);
        }
        if (call instanceof SqlWith with) {
            return with.body.accept(this);
        }
        if (call.getKind() == SqlKind.OVER) {
            SqlCall function = call.operand(0);
            function.getOperandList().forEach(this::look);
            return call.operand(1).accept(this);
        }
        if (call.getKind() == SqlKind.AS) {
            return call.operand(0).accept(this);
        }
        if (Level.isAggregate(call)) {
            int of = level.ofAggregate(call);
            grouped |= of == 0;
            outside |= of > 0 && level.isOutermost();
            if (of == 0 && !level.isOutermost() && within == null) {
                within = call;
            }
            if (of != 0) {
                kept(call);
            }
            return null;
        }
        return super.visit(call);
    }

    /** An aggregate of another query, which it is with its FILTER and WITHIN GROUP. */
    private void kept(SqlCall call) {
        if (!Level.isAround(call)) {
            super.visit(call);
            return;
        }
        kept(call.operand(0));
        call.getOperandList().stream().skip(1).forEach(this::look);
    }

    private void look(@Nullable SqlNode node) {
        if (node != null) {
            node.accept(this);
        }
    }
}
