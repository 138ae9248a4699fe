package io.weirpool.sql.translate;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.ColumnNames;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.SizeHint;
import io.weirpool.sql.rewrite.Calcs;
import io.weirpool.sql.rewrite.Substitution;
import io.weirpool.sql.validate.SizeHints;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AsofJoin;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Calcite's tree to ours, node by node; types are ours from the leaves up. Of Calcite's rules none is used: they compute by
 * its arithmetic, and not all of them are right. A subquery is translated inside the {@link Scope} of the row outside, and
 * {@link Correlation} frees it of that row.
 */
final class PlanBuilder {
    private final @Nullable Scope scope;
    private final Map<String, Source> sources;
    private final boolean ordered;

    private PlanBuilder(@Nullable Scope scope, Map<String, Source> sources, boolean ordered) {
        this.scope = scope;
        this.sources = sources;
        this.ordered = ordered;
    }

    /** @throws Mistake for what has no counterpart */
    static Plan build(RelNode node) {
        return build(node, Map.of());
    }

    /**
     * The same of a query that reads views.
     *
     * @param known sources that these read, by name
     */
    static Plan build(RelNode node, Map<String, Source> known) {
        return SetOperations.visible(new PlanBuilder(null, new HashMap<>(known), false).relation(node))
                .plan();
    }

    PlanBuilder inside(Scope inner) {
        return new PlanBuilder(inner, sources, false);
    }

    /** The same, but relations know the order of their rows where PostgreSQL's is known. */
    PlanBuilder ordered(boolean wanted) {
        return wanted == ordered ? this : new PlanBuilder(scope, sources, wanted);
    }

    /** Whether relations are to know the order of their rows. */
    boolean isOrdered() {
        return ordered;
    }

    /** Sources met so far, and those that views read. */
    Map<String, Source> sources() {
        return sources;
    }

    @Nullable Scope scope() {
        return scope;
    }

    Correlation correlation() {
        if (scope == null) {
            throw new IllegalStateException("nothing is outside of the whole query");
        }
        return new Correlation(scope);
    }

    Relation relation(RelNode node) {
        if (node instanceof TableScan scan) {
            return Relation.of(scan(scan));
        }
        if (node instanceof Values values) {
            Plan.Values rows = ConstantRows.of(values);
            return ordered ? ConstantRows.counted(rows) : Relation.of(rows);
        }
        if (node instanceof Project project) {
            return project(project);
        }
        if (node instanceof Filter filter) {
            return filter(filter);
        }
        if (node instanceof Aggregate aggregate) {
            return new Groups(ordered(false)).aggregate(aggregate);
        }
        if (node instanceof Sort sort) {
            return new Sorts(this).sort(sort);
        }
        if (node instanceof SetOp operation) {
            return new SetOperations(this).operation(operation);
        }
        if (node instanceof AsofJoin join) {
            return new AsOfJoins(ordered(false)).join(join);
        }
        if (node instanceof Join join) {
            return new JoinBuilder(ordered(false)).join(join);
        }
        if (node instanceof Correlate correlate) {
            return new JoinBuilder(this).lateral(correlate);
        }
        if (node instanceof TableFunctionScan scan) {
            return TableFunctions.isTable(scan)
                    ? new TableFunctions(this).table(scan)
                    : new TimeWindows(ordered(false)).windows(scan);
        }
        throw Mistake.unsupported(
                null, node.getRelTypeName() + " is not supported yet", "docs/sql.md lists what is supported.");
    }

    private Plan scan(TableScan scan) {
        Plan.ViewRows view = scan.getTable().unwrap(Plan.ViewRows.class);
        if (view != null) {
            return view;
        }
        Source source = scan.getTable().unwrap(Source.class);
        if (source == null) {
            throw new IllegalStateException(
                    "no source behind " + scan.getTable().getQualifiedName());
        }
        sources.put(source.name().value(), source);
        List<Integer> columns =
                IntStream.range(0, source.columns().size()).boxed().toList();
        return new Plan.Scan(source.name(), columns, source.columns(), !source.isTable());
    }

    /** The expression over the plan's columns and, from {@link Scope#OUTER} on, those of the row outside. */
    Expression scalar(RexNode node, Plan plan) {
        RowType row = plan.rowType();
        if (scope == null) {
            return Scalars.convert(node, row);
        }
        int width = row.size();
        Scope outside = scope;
        RexNode placed = node.accept(new RexShuttle() {
            @Override
            public RexNode visitFieldAccess(RexFieldAccess access) {
                return access.getReferenceExpr() instanceof RexCorrelVariable
                        ? new RexInputRef(width + outside.column(Scope.Variable.of(access)), access.getType())
                        : super.visitFieldAccess(access);
            }
        });
        Expression expression =
                Scalars.convert(placed, both(row, outside.outer().rowType()));
        return Substitution.apply(
                expression, input -> input.index() < width ? input : outside.reference(input.index() - width));
    }

    private static RowType both(RowType first, RowType second) {
        List<Column> columns = Stream.concat(first.columns().stream(), second.columns().stream())
                .toList();
        return ColumnNames.rowType(
                columns.stream().map(c -> c.name().value()).toList(),
                columns.stream().map(Column::type).toList());
    }

    private Relation filter(Filter filter) {
        Relation input = relation(filter.getInput());
        Optional<SizeHint> hint = SizeHints.of(filter.getCondition());
        if (hint.isPresent()) {
            return input.sized(hint.get());
        }
        Subqueries subqueries = new Subqueries(this, filter.getVariablesSet(), GroupedRows.columns(filter, scope));
        List<RexNode> conditions = RelOptUtil.conjunctions(filter.getCondition());
        if (input.whenEmpty().isEmpty()) {
            return subqueries.filter(input, conditions);
        }
        return OverEmpty.fails(this, input, conditions)
                ? subqueries.filter(new Relation(input.plan(), input.width(), input.lifted()), conditions)
                : subqueries.filter(correlation().completed(input), conditions);
    }

    private Relation project(Project project) {
        List<RexNode> nodes = project.getProjects();
        boolean over = nodes.stream().anyMatch(RexOver::containsOver);
        Relation input = ordered(over ? Windows.takesOrder(nodes) : ordered).relation(project.getInput());
        List<String> names = project.getRowType().getFieldNames();
        Optional<List<Expression>> whenEmpty = Optional.empty();
        if (input.whenEmpty().isPresent()) {
            whenEmpty = OverEmpty.project(this, input, nodes);
            input = whenEmpty.isPresent() ? input : correlation().completed(input);
        }
        Extended extended = new Subqueries(this, project.getVariablesSet(), GroupedRows.columns(project, scope))
                .extend(new Extended(input, nodes));
        extended = new Windows(this).extend(extended);
        extended = new TableFunctions(this).extend(extended);
        Relation shown = ordered ? extended.relation() : extended.relation().ordered(RowOrder.NONE);
        return projected(new Extended(shown, extended.nodes()), names, whenEmpty);
    }

    private Relation projected(Extended extended, List<String> names, Optional<List<Expression>> whenEmpty) {
        Relation input = extended.relation();
        List<Expression> projections = new ArrayList<>();
        for (RexNode node : extended.nodes()) {
            projections.add(scalar(node, input.plan()));
        }
        BitSet read = new BitSet();
        projections.forEach(p -> read.or(Scope.outerColumns(p)));
        if (!read.isEmpty()) {
            Correlation.Bound bound = correlation().bind(input, read);
            projections.replaceAll(bound::apply);
            input = bound.relation();
        }
        int width = projections.size();
        BitSet hidden = new BitSet();
        input.lifted().forEach(condition -> hidden.or(Scope.innerColumns(condition)));
        RowOrder order = input.order();
        hidden.or(order.columns());
        List<Integer> kept = hidden.stream().boxed().toList();
        RowType before = input.plan().rowType();
        kept.forEach(i -> projections.add(new Expression.Input(i, before.type(i))));
        List<Expression> lifted = input.lifted().stream()
                .map(condition -> moved(condition, i -> width + kept.indexOf(i)))
                .toList();
        Plan plan = Calcs.project(input.plan(), projections, names);
        RowOrder after = order.moved(column -> width + kept.indexOf(column));
        return new Relation(plan, width, lifted, whenEmpty, input.hints(), after);
    }

    /** The condition with the plan's columns somewhere else. */
    static Expression moved(Expression condition, IntUnaryOperator column) {
        return Substitution.apply(
                condition,
                input -> input.index() >= Scope.OUTER
                        ? input
                        : new Expression.Input(column.applyAsInt(input.index()), input.type()));
    }

    /** What looks at several rows of the relation at once: they must belong to one row outside. */
    Correlation.Keyed keyed(Relation relation) {
        return relation.isCorrelated()
                ? correlation().keyed(correlation().completed(relation))
                : new Correlation.Keyed(relation, List.of());
    }

    /** Names of Calcite's fields, types of ours. */
    static RowType rowType(RelNode node, List<SqlType> types) {
        return ColumnNames.rowType(node.getRowType().getFieldNames(), types);
    }
}
