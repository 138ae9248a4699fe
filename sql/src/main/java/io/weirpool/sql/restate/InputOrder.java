package io.weirpool.sql.restate;

import io.weirpool.sql.compile.FunctionLibrary;
import io.weirpool.sql.convert.FunctionNames;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/** In which order PostgreSQL meets the rows of a FROM, as far as its text tells. */
enum InputOrder {
    /** As it happens to find them. */
    NONE,
    /** As one function gives them: each time, and here, the same. */
    OF_FUNCTION,
    /** Perhaps as a part of it says, but then rows may be equal in that order. */
    PERHAPS;

    /** @param ordered names of WITH whose rows have an order, perhaps */
    static InputOrder of(SqlSelect select, Set<String> ordered) {
        SqlNode from = select.getFrom();
        return from == null ? NONE : ofRows(from, ordered);
    }

    /** The same of an item of FROM. */
    static InputOrder ofRows(SqlNode item, Set<String> ordered) {
        if (item instanceof SqlIdentifier name) {
            return name.isSimple() && ordered.contains(name.getSimple()) ? PERHAPS : NONE;
        }
        if (item instanceof SqlJoin join) {
            return ofRows(join.getLeft(), ordered) == NONE && ofRows(join.getRight(), ordered) == NONE ? NONE : PERHAPS;
        }
        if (item instanceof SqlSelect select) {
            boolean plain = of(select, ordered) == NONE
                    && List.copyOf(select.getSelectList()).stream().noneMatch(InputOrder::givesOrder);
            return plain ? NONE : PERHAPS;
        }
        return switch (item.getKind()) {
            case AS, LATERAL, TABLE_REF -> ofRows(((SqlCall) item).operand(0), ordered);
            case EXPLICIT_TABLE -> NONE;
            case COLLECTION_TABLE -> WindowText.isWindow((SqlCall) item) ? NONE : OF_FUNCTION;
            case UNNEST, OTHER_FUNCTION -> OF_FUNCTION;
            default -> PERHAPS;
        };
    }

    /** Whether it holds a window function or one that gives rows. */
    private static boolean givesOrder(SqlNode column) {
        try {
            column.accept(new SqlBasicVisitor<@Nullable Void>() {
                @Override
                public @Nullable Void visit(SqlCall call) {
                    String name = FunctionNames.postgres(call.getOperator().getName());
                    if (call.getKind() == SqlKind.OVER || FunctionLibrary.isSet(name)) {
                        throw Util.FoundOne.NULL;
                    }
                    return super.visit(call);
                }
            });
            return false;
        } catch (Util.FoundOne found) {
            return true;
        }
    }
}
