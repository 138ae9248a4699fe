package io.weirpool.sql.translate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * A scalar subquery in CASE, {@code (SELECT sum(a) / count(*) FROM t)}, as the expression over the subqueries {@code (SELECT
 * sum(a) FROM t)} and {@code (SELECT count(*) FROM t)}: it fails only where its value is asked for, as in PostgreSQL. An
 * aggregate without GROUP BY has one row, so both are one.
 */
final class LazySubquery {
    private static final Set<SqlKind> CHOICES = Set.of(SqlKind.CASE, SqlKind.COALESCE);

    private static final Set<String> FAILING = Set.of("/", "%", "MOD");

    private final Set<CorrelationId> row;
    private final int first;
    private final Map<Scope.Variable, Integer> grouped;

    /**
     * Of the expressions over a row.
     *
     * @param row what Calcite calls it
     * @param first the field that is its first column
     * @param grouped columns that Calcite calls fields of another row
     */
    LazySubquery(Set<CorrelationId> row, int first, Map<Scope.Variable, Integer> grouped) {
        this.row = row;
        this.first = first;
        this.grouped = grouped;
    }

    /** Whether operands of the call may never be asked for. */
    static boolean isChoice(RexCall call) {
        return CHOICES.contains(call.getKind());
    }

    /** Null for a subquery that stays as it is. */
    @Nullable RexNode apart(RexSubQuery subquery) {
        if (subquery.getKind() != SqlKind.SCALAR_QUERY
                || !(subquery.rel instanceof Project project)
                || !(project.getInput() instanceof Aggregate aggregate)
                || !aggregate.getGroupSet().isEmpty()
                || aggregate.getGroupSets().size() != 1) {
            return null;
        }
        RexNode value = project.getProjects().get(0);
        if (Subqueries.hasSubquery(value) || RexOver.containsOver(value) || !mayFail(value)) {
            return null;
        }
        return value.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef column) {
                return RexSubQuery.scalar(LogicalProject.create(
                        aggregate, List.of(), List.of(column), List.of("value"), project.getVariablesSet()));
            }

            @Override
            public RexNode visitFieldAccess(RexFieldAccess access) {
                return ofRow(access);
            }
        });
    }

    private static boolean mayFail(RexNode value) {
        boolean[] found = new boolean[1];
        value.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                found[0] |= FAILING.contains(call.getOperator().getName());
                return super.visitCall(call);
            }
        });
        return found[0];
    }

    /** A field of the row is a column of it outside of the subquery; one of a row further outside stays. */
    private RexNode ofRow(RexFieldAccess access) {
        if (!(access.getReferenceExpr() instanceof RexCorrelVariable)) {
            return access;
        }
        Scope.Variable variable = Scope.Variable.of(access);
        Integer column = grouped.get(variable);
        if (column == null && row.contains(variable.row())) {
            column = variable.field() - first;
        }
        return column == null ? access : new RexInputRef(column, access.getType());
    }
}
