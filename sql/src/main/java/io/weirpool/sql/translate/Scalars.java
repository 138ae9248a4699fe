package io.weirpool.sql.translate;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.RowType;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.convert.RexConverter;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.Expression;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Row expressions with their constants computed, and the place of what cannot be. */
final class Scalars {
    private Scalars() {}

    /**
     * The expression over rows of the type.
     *
     * @throws Mistake with the place of the smallest part that has no counterpart, or no value: {@code 1/0}
     */
    static Expression convert(RexNode node, RowType row) {
        try {
            return ConstantFolding.apply(RexConverter.convert(node, row));
        } catch (WeirpoolException e) {
            throw new Mistake(e.code(), culprit(node, row), String.valueOf(e.getMessage()));
        } catch (ExpressionFailure e) {
            throw noValue(culprit(node, row), e);
        }
    }

    /**
     * The expression, a constant where it reads no column.
     *
     * @throws Mistake with the place when such a part has no value: {@code 'x'} where a number is wanted
     */
    static Expression folded(Expression expression, SqlParserPos place) {
        try {
            return ConstantFolding.apply(expression);
        } catch (ExpressionFailure e) {
            throw noValue(place, e);
        }
    }

    private static Mistake noValue(@Nullable SqlParserPos place, ExpressionFailure failure) {
        if (failure.code() == ErrorCode.SQL_UNSUPPORTED) {
            return Mistake.unsupported(
                    place,
                    String.valueOf(failure.getMessage()),
                    "docs/sql.md and docs/types.md list what is supported.");
        }
        return new Mistake(
                ErrorCode.SQL_INVALID,
                place,
                "this has no value: " + failure.getMessage(),
                "Mend the constants: PostgreSQL refuses them for every row, too.");
    }

    /** The innermost call that fails by itself; null when Calcite made it and knows no place. */
    private static @Nullable SqlParserPos culprit(RexNode node, RowType row) {
        if (!(node instanceof RexCall call)) {
            return null;
        }
        for (RexNode operand : call.getOperands()) {
            if (operand instanceof RexCall && fails(operand, row)) {
                SqlParserPos place = culprit(operand, row);
                return place == null ? place(call) : place;
            }
        }
        return place(call);
    }

    private static @Nullable SqlParserPos place(RexCall call) {
        SqlParserPos place = call.getParserPosition();
        return place.getLineNum() > 0 ? place : null;
    }

    private static boolean fails(RexNode node, RowType row) {
        try {
            ConstantFolding.apply(RexConverter.convert(node, row));
            return false;
        } catch (WeirpoolException | ExpressionFailure e) {
            return true;
        }
    }
}
