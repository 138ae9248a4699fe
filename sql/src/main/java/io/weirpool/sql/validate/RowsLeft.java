package io.weirpool.sql.validate;

import io.weirpool.common.model.DeclaredColumn;
import io.weirpool.sql.parse.Mistake;
import java.util.Collection;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Finds a column of type ROW that nothing took apart: what would be made of it is not known. */
final class RowsLeft extends SqlBasicVisitor<@Nullable Void> {
    private RowsLeft() {}

    /** @throws Mistake for one that is there */
    static void refuse(SqlNode query) {
        query.accept(new RowsLeft());
    }

    /**
     * Names that only what rows are kept as has.
     *
     * @param kept names of columns
     * @throws Mistake for one that is written
     */
    static void refuseNames(SqlNode query, Collection<List<String>> kept) {
        query.accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlIdentifier identifier) {
                for (String name : identifier.names) {
                    boolean ofRow = name.indexOf('.') > 0
                            && (DeclaredColumn.isOfRow(name)
                                    || kept.stream().anyMatch(columns -> columns.contains(name)));
                    if (ofRow) {
                        throw Mistake.invalid(
                                identifier.getParserPosition(),
                                "the name \"" + name + "\" has a point in it",
                                "Write a field as (column).field, and choose another name for anything else.");
                    }
                }
                return null;
            }
        });
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call instanceof RowColumn row) {
            throw Mistake.unsupported(
                    row.getParserPosition(),
                    "the row \"" + row.label() + "\" is not supported here",
                    "Take its fields, (%1$s).field, or its text, %1$s::text; or name it in a subquery of FROM."
                            .formatted(row.label()));
        }
        return super.visit(call);
    }
}
