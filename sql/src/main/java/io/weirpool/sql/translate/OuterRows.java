package io.weirpool.sql.translate;

import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.jspecify.annotations.Nullable;

/** Gives a relation, as columns, what a subquery in it reads of rows further outside. */
final class OuterRows {
    private final PlanBuilder builder;
    private final Set<CorrelationId> own;
    private final int first;
    private final Map<Scope.Variable, Integer> grouped;

    OuterRows(PlanBuilder builder, Set<CorrelationId> own) {
        this(builder, own, 0, Map.of());
    }

    /**
     * @param first the field of the row that is the relation's first column
     * @param grouped columns of the relation that Calcite calls fields of another row
     */
    OuterRows(PlanBuilder builder, Set<CorrelationId> own, int first, Map<Scope.Variable, Integer> grouped) {
        this.builder = builder;
        this.own = own;
        this.first = first;
        this.grouped = grouped;
    }

    /** The relation, and what can be seen of its rows. */
    record Seen(Relation relation, Scope scope) {}

    Seen seenBy(RelNode subquery, Relation relation) {
        Scope outside = builder.scope();
        Map<Scope.Variable, Integer> further = new HashMap<>();
        BitSet read = new BitSet();
        for (Scope.Variable variable : variables(subquery)) {
            if (!own.contains(variable.row())
                    && !grouped.containsKey(variable)
                    && outside != null
                    && outside.knows(variable)) {
                further.put(variable, outside.column(variable));
                read.set(outside.column(variable));
            }
        }
        if (read.isEmpty()) {
            return new Seen(relation, new Scope(relation.plan(), own, first, grouped));
        }
        Correlation.Bound bound = builder.correlation().bind(relation, read);
        further.replaceAll((variable, column) -> bound.columns().get(column));
        further.putAll(grouped);
        return new Seen(bound.relation(), new Scope(bound.relation().plan(), own, first, further));
    }

    /** Fields of rows outside that are read at any depth; also those of rows within. */
    static Set<Scope.Variable> variables(RelNode node) {
        Set<Scope.Variable> variables = new LinkedHashSet<>();
        new RelVisitor() {
            @Override
            public void visit(RelNode visited, int ordinal, @Nullable RelNode parent) {
                visited.accept(new RexVisits(variables));
                super.visit(visited, ordinal, parent);
            }
        }.go(node);
        return variables;
    }

    private static final class RexVisits extends RexShuttle {
        private final Set<Scope.Variable> variables;

        RexVisits(Set<Scope.Variable> variables) {
            this.variables = variables;
        }

        @Override
        public RexNode visitFieldAccess(RexFieldAccess access) {
            if (access.getReferenceExpr() instanceof RexCorrelVariable) {
                variables.add(Scope.Variable.of(access));
            }
            return access;
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery subquery) {
            variables.addAll(variables(subquery.rel));
            return super.visitSubQuery(subquery);
        }
    }
}
