package io.weirpool.sql.translate;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * What subqueries in HAVING, or in a SELECT with GROUP BY, read of a group. Calcite gives some of it as a field of the group
 * and some as a field of the rows that were grouped, at times under one name, at times under none.
 */
final class GroupedRows {
    private GroupedRows() {}

    /**
     * Of each such field the group's column; empty where the node is not about groups.
     *
     * @param node a Filter or Project
     * @param outside what is a field of a row further outside
     */
    static Map<Scope.Variable, Integer> columns(RelNode node, @Nullable Scope outside) {
        RelNode input = node.getInput(0);
        while (input instanceof Filter having) {
            input = having.getInput();
        }
        if (!(input instanceof Aggregate aggregate)) {
            return Map.of();
        }
        Map<Scope.Variable, Integer> columns = new HashMap<>();
        for (RexFieldAccess access : Fields.outside(node)) {
            Scope.Variable variable = Scope.Variable.of(access);
            if (outside == null || !outside.knows(variable)) {
                columns.put(variable, place(access, aggregate));
            }
        }
        return columns;
    }

    private static int place(RexFieldAccess access, Aggregate aggregate) {
        RelDataType row = access.getReferenceExpr().getType();
        int field = access.getField().getIndex();
        if (row.equals(aggregate.getRowType())) {
            return field;
        }
        List<Integer> groups = aggregate.getGroupSet().asList();
        RelNode input = aggregate.getInput();
        if (isRenamed(row, aggregate)) {
            return field;
        }
        int place = input instanceof Project computed
                ? place(computed, groups, row, field)
                : row.equals(input.getRowType()) ? groups.indexOf(field) : -1;
        if (place < 0) {
            throw Subqueries.unsupported(
                    "a subquery that reads what is not grouped by as it is", "Compute it in a subquery in FROM.");
        }
        return place;
    }

    /** Whether the row can be the group's only, under other names: {@code WITH g(x, n) AS (SELECT a, count(*) .. GROUP BY a)}. */
    private static boolean isRenamed(RelDataType row, Aggregate aggregate) {
        RelNode input = aggregate.getInput();
        boolean grouped = isAlike(row, input.getRowType())
                || (input instanceof Project computed
                        && isAlike(row, computed.getInput().getRowType()));
        return !grouped && isAlike(row, aggregate.getRowType());
    }

    /** As far as types go, whether NULL can be there or not. */
    private static boolean isAlike(RelDataType a, RelDataType b) {
        return types(a).equals(types(b));
    }

    private static List<SqlTypeName> types(RelDataType row) {
        return row.getFieldList().stream()
                .map(field -> field.getType().getSqlTypeName())
                .toList();
    }

    private static int place(Project computed, List<Integer> groups, RelDataType row, int field) {
        if (row.equals(computed.getInput().getRowType())) {
            for (int i = 0; i < groups.size(); i++) {
                if (computed.getProjects().get(groups.get(i)) instanceof RexInputRef same && same.getIndex() == field) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** Fields that the subqueries of a node's expressions read of rows that none of them names. */
    private static final class Fields extends RexShuttle {
        private final Set<RexFieldAccess> read = new LinkedHashSet<>();
        private final Set<CorrelationId> named = new LinkedHashSet<>();

        static Set<RexFieldAccess> outside(RelNode node) {
            Fields fields = new Fields();
            node.accept(fields);
            fields.read.removeIf(access -> fields.named.contains(((RexCorrelVariable) access.getReferenceExpr()).id));
            return fields.read;
        }

        @Override
        public RexNode visitFieldAccess(RexFieldAccess access) {
            if (access.getReferenceExpr() instanceof RexCorrelVariable) {
                read.add(access);
            }
            return access;
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery subquery) {
            new RelVisitor() {
                @Override
                public void visit(RelNode visited, int ordinal, @Nullable RelNode parent) {
                    named.addAll(visited.getVariablesSet());
                    visited.accept(Fields.this);
                    super.visit(visited, ordinal, parent);
                }
            }.go(subquery.rel);
            return super.visitSubQuery(subquery);
        }
    }
}
