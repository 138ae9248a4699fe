package io.weirpool.sql.convert;

import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.Expression;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/** Calcite's row expressions to ours. */
public final class RexConverter {
    private RexConverter() {}

    /**
     * The same expression.
     *
     * @param row what columns refer to; its types stand
     * @throws Mistake with the place of what has no counterpart
     */
    public static Expression convert(RexNode node, RowType row) {
        if (node instanceof RexInputRef input) {
            return new Expression.Input(input.getIndex(), row.type(input.getIndex()));
        }
        if (node instanceof RexLiteral literal) {
            SqlType type = type(node, SqlParserPos.ZERO);
            return new Expression.Constant(value(literal, type), type);
        }
        if (node instanceof RexCall call) {
            List<Expression> operands =
                    call.getOperands().stream().map(o -> convert(o, row)).toList();
            return new Expression.Call(call.getOperator().getName(), operands, type(node, call.getParserPosition()));
        }
        throw Mistake.unsupported(null, "an expression of this kind is not supported yet", "Write it differently.");
    }

    private static SqlType type(RexNode node, SqlParserPos place) {
        return CalciteTypes.fromCalcite(node.getType())
                .orElseThrow(() -> Mistake.unsupported(
                        place, "type " + node.getType() + " is not supported here yet", "Cast to a scalar type."));
    }

    private static @Nullable Object value(RexLiteral literal, SqlType type) {
        if (literal.isNull()) {
            return null;
        }
        TypeKind kind = type.kind();
        return switch (kind) {
            case BOOLEAN -> literal.getValueAs(Boolean.class);
            case SMALLINT, INTEGER, DATE -> literal.getValueAs(Integer.class);
            case BIGINT -> literal.getValueAs(Long.class);
            case DOUBLE -> literal.getValueAs(Double.class);
            case REAL -> literal.getValueAs(Float.class);
            case DECIMAL -> literal.getValueAs(BigDecimal.class);
            case VARCHAR, CHAR -> {
                NlsString text = literal.getValueAs(NlsString.class);
                yield text == null ? null : text.getValue();
            }
            case VARBINARY -> {
                ByteString bytes = literal.getValueAs(ByteString.class);
                yield bytes == null ? null : Bytes.wrap(bytes.getBytes());
            }
            default ->
                throw Mistake.unsupported(null, "literals of type " + type + " are not supported yet", "Use a cast.");
        };
    }
}
