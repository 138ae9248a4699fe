package io.weirpool.sql.validate;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** A copy of a parsed query with functions that Calcite's grammar reads its own way given back PostgreSQL's meaning. */
final class Normalisation extends SqlShuttle {
    private Normalisation() {}

    static SqlNode apply(SqlNode query) {
        SqlNode copy = query.accept(new Normalisation());
        if (copy == null) {
            throw new IllegalStateException("a query is never nothing");
        }
        return copy;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        CallCopyingArgHandler handler = new CallCopyingArgHandler(call, true);
        call.getOperator().acceptCall(this, call, false, handler);
        SqlNode copy = handler.result();
        if (copy instanceof SqlCall copied) {
            copy = AggregateForms.apply(copied);
        }
        if (copy instanceof SqlCall copied && copied.getOperator().equals(SqlLibraryOperators.DATE_TRUNC)) {
            return OwnOperators.DATE_TRUNC.createCall(call.getParserPosition(), copied.getOperandList());
        }
        return copy;
    }
}
