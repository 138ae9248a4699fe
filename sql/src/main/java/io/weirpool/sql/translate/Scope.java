package io.weirpool.sql.translate;

import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.rewrite.Conjuncts;
import io.weirpool.sql.rewrite.Substitution;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;

/**
 * What a subquery can see of the row outside.
 *
 * @param outer whose rows those are
 * @param own names Calcite gives the row: their fields are its columns by index, from {@code first} on
 * @param first 0 but for the right side of a join, whose fields are behind those of the left
 * @param others fields of rows further outside, which the row has as columns, too
 */
record Scope(Plan outer, Set<CorrelationId> own, int first, Map<Variable, Integer> others) {
    /** Columns of the row outside stand from here on in conditions. */
    static final int OUTER = 1 << 20;

    /** A field of a row outside; Calcite may give the name of a group's row to the rows that were grouped, too. */
    record Variable(CorrelationId row, RelDataType fields, int field) {
        static Variable of(RexFieldAccess access) {
            RexCorrelVariable row = (RexCorrelVariable) access.getReferenceExpr();
            return new Variable(row.id, row.getType(), access.getField().getIndex());
        }
    }

    boolean knows(Variable variable) {
        return own.contains(variable.row) || others.containsKey(variable);
    }

    /** The column of the row outside. */
    int column(Variable variable) {
        Integer other = others.get(variable);
        if (other != null) {
            return other;
        }
        if (!own.contains(variable.row)) {
            throw new IllegalStateException("nothing outside is called " + variable.row);
        }
        return variable.field - first;
    }

    Expression.Input reference(int column) {
        return new Expression.Input(OUTER + column, outer.rowType().type(column));
    }

    /** The columns of the row outside that an expression reads. */
    static BitSet outerColumns(Expression expression) {
        BitSet read = Conjuncts.columns(expression);
        return read.get(OUTER, Math.max(OUTER, read.length()));
    }

    /** The columns of the plan that an expression reads. */
    static BitSet innerColumns(Expression expression) {
        return Conjuncts.columns(expression).get(0, OUTER);
    }

    /** The condition over the outer row's columns followed by the inner's, as a join has them. */
    static Expression joined(Expression condition, int outerWidth) {
        return Substitution.apply(
                condition,
                input -> new Expression.Input(
                        input.index() >= OUTER ? input.index() - OUTER : outerWidth + input.index(), input.type()));
    }
}
