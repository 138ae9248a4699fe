package io.weirpool.sql.translate;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.ColumnNames;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Ranking;
import io.weirpool.sql.plan.SizeHint;
import io.weirpool.sql.plan.SortKey;
import io.weirpool.sql.rewrite.Calcs;
import io.weirpool.sql.rewrite.Substitution;
import io.weirpool.sql.validate.SizeHints;
import io.weirpool.sqlparser.WithTies;
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
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;
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
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
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

    private PlanBuilder(@Nullable Scope scope, Map<String, Source> sources) {
        this.scope = scope;
        this.sources = sources;
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
        return SetOperations.visible(new PlanBuilder(null, new HashMap<>(known)).relation(node))
                .plan();
    }

    PlanBuilder inside(Scope inner) {
        return new PlanBuilder(inner, sources);
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
            return Relation.of(ConstantRows.of(values));
        }
        if (node instanceof Project project) {
            return project(project);
        }
        if (node instanceof Filter filter) {
            return filter(filter);
        }
        if (node instanceof Aggregate aggregate) {
            return new Groups(this).aggregate(aggregate);
        }
        if (node instanceof Sort sort) {
            return sort(sort);
        }
        if (node instanceof SetOp operation) {
            return new SetOperations(this).operation(operation);
        }
        if (node instanceof AsofJoin join) {
            return new AsOfJoins(this).join(join);
        }
        if (node instanceof Join join) {
            return new JoinBuilder(this).join(join);
        }
        if (node instanceof Correlate correlate) {
            return new JoinBuilder(this).lateral(correlate);
        }
        if (node instanceof TableFunctionScan scan) {
            return TableFunctions.isTable(scan)
                    ? new TableFunctions(this).table(scan)
                    : new TimeWindows(this).windows(scan);
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
        Relation input = relation(project.getInput());
        List<RexNode> nodes = project.getProjects();
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
        return projected(extended, names, whenEmpty);
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
        List<Integer> kept = hidden.stream().boxed().toList();
        RowType before = input.plan().rowType();
        kept.forEach(i -> projections.add(new Expression.Input(i, before.type(i))));
        List<Expression> lifted = input.lifted().stream()
                .map(condition -> moved(condition, i -> width + kept.indexOf(i)))
                .toList();
        return new Relation(Calcs.project(input.plan(), projections, names), width, lifted, whenEmpty, input.hints());
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

    private Relation sort(Sort sort) {
        Relation input = relation(sort.getInput());
        if (sort.fetch == null && sort.offset == null) {
            return input; // a table has no order
        }
        Correlation.Keyed keyed = keyed(input);
        List<Integer> partition = keyed.keys().stream().distinct().toList();
        List<SortKey> order = order(sort.getCollation());
        Plan plan = keyed.relation().plan();
        long before = count(sort.offset, 0);
        if (!(sort.fetch instanceof RexCall ties) || !ties.getOperator().equals(WithTies.OPERATOR)) {
            long count = count(sort.fetch, Long.MAX_VALUE);
            return keyed.relation().with(first(plan, partition, order, Ranking.ROW_NUMBER, before, count));
        }
        if (order.isEmpty()) {
            throw Mistake.invalid(null, "WITH TIES without ORDER BY: all rows are ties", "Add ORDER BY.");
        }
        Plan rest = before == 0 ? plan : first(plan, partition, order, Ranking.ROW_NUMBER, before, Long.MAX_VALUE);
        long count = count(ties.getOperands().get(0), 0);
        return keyed.relation().with(first(rest, partition, order, Ranking.RANK, 0, count));
    }

    private static Plan first(
            Plan plan, List<Integer> partition, List<SortKey> order, Ranking ranking, long before, long count) {
        return new Plan.TopN(plan, partition, order, ranking, before, count, false, plan.rowType());
    }

    private static long count(@Nullable RexNode node, long otherwise) {
        if (node == null) {
            return otherwise;
        }
        Long value = node instanceof RexLiteral literal ? literal.getValueAs(Long.class) : null;
        if (value != null && value >= 0) {
            return value;
        }
        throw Mistake.unsupported(null, "LIMIT and OFFSET must be whole numbers", "Write the number.");
    }

    static List<SortKey> order(RelCollation collation) {
        return collation.getFieldCollations().stream().map(PlanBuilder::key).toList();
    }

    private static SortKey key(RelFieldCollation field) {
        boolean descending = field.getDirection().isDescending();
        boolean nullsFirst = switch (field.nullDirection) {
            case FIRST -> true;
            case LAST -> false;
            case UNSPECIFIED -> descending;
        };
        return new SortKey(field.getFieldIndex(), descending, nullsFirst);
    }

    /** Names of Calcite's fields, types of ours. */
    static RowType rowType(RelNode node, List<SqlType> types) {
        return ColumnNames.rowType(node.getRowType().getFieldNames(), types);
    }
}
