package io.weirpool.sql.translate;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.compile.Expressions;
import io.weirpool.sql.convert.RexConverter;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.ColumnNames;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Call;
import io.weirpool.sql.plan.Expression.Constant;
import io.weirpool.sql.plan.Generator;
import io.weirpool.sql.plan.KeyDerivation;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.rewrite.Calcs;
import io.weirpool.sql.rewrite.Substitution;
import io.weirpool.sql.validate.SetFunctions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Functions that give rows: in FROM, and in the list of SELECT. */
final class TableFunctions {
    /** Where PostgreSQL has no functions that give rows, as it is open whether their rows are asked for. */
    private static final Set<SqlKind> CHOICES = Set.of(SqlKind.CASE, SqlKind.COALESCE);

    private static final Plan ONE_ROW = new Plan.Values(
            List.of(List.of(new Constant(0, SqlType.of(TypeKind.INTEGER).notNull()))),
            ColumnNames.rowType(
                    List.of("zero"), List.of(SqlType.of(TypeKind.INTEGER).notNull())));

    private final PlanBuilder builder;

    TableFunctions(PlanBuilder builder) {
        this.builder = builder;
    }

    static boolean isTable(TableFunctionScan scan) {
        return ((RexCall) scan.getCall()).getOperator() instanceof SetFunctions.RowsFrom;
    }

    static boolean hasSubquery(TableFunctionScan scan) {
        return Subqueries.hasSubquery(scan.getCall());
    }

    /** Whether the expression has several values. */
    static boolean givesRows(RexNode node) {
        return !sets(List.of(node)).isEmpty();
    }

    /** {@code FROM f(x)}: for one row, or for each that the row outside can be. */
    Relation table(TableFunctionScan scan) {
        RexCall rows = (RexCall) scan.getCall();
        Relation one = Relation.of(ONE_ROW);
        List<RexNode> sets = rows.getOperands();
        if (hasSubquery(scan)) {
            Extended extended = new Subqueries(builder, Set.of()).extend(new Extended(one, sets));
            one = extended.relation();
            sets = extended.nodes();
        }
        Placed placed = placed(one, sets);
        Plan input = placed.relation().plan();
        boolean counted = builder.isOrdered() && !isNumbered(rows);
        Plan plan = expand(input, placed.calls(), counted || isNumbered(rows), false);
        int made = plan.rowType().size() - input.rowType().size();
        BitSet hidden = new BitSet();
        placed.relation().lifted().forEach(c -> hidden.or(Scope.innerColumns(c)));
        List<Integer> kept = hidden.stream().boxed().toList();
        List<Integer> columns = new ArrayList<>(
                IntStream.range(input.rowType().size(), plan.rowType().size())
                        .boxed()
                        .toList());
        columns.addAll(kept);
        List<Expression> lifted = placed.relation().lifted().stream()
                .map(c -> PlanBuilder.moved(c, i -> made + kept.indexOf(i)))
                .toList();
        return new Relation(Calcs.columns(plan, columns), counted ? made - 1 : made, lifted)
                .ordered(builder.isOrdered() ? RowOrder.counted(made - 1) : RowOrder.NONE);
    }

    private static boolean isNumbered(RexCall rows) {
        return ((SetFunctions.RowsFrom) rows.getOperator()).numbered();
    }

    /**
     * Each row of a plan with the rows that functions make of it. The builder's row outside is the plan's.
     *
     * @param outer whether a row of which none is made stays
     */
    Relation beside(Relation relation, TableFunctionScan scan, boolean outer) {
        RexCall rows = (RexCall) scan.getCall();
        List<Call> calls = calls(rows.getOperands(), ONE_ROW).stream()
                .map(call -> (Call) Substitution.apply(
                        call, input -> new Expression.Input(input.index() - Scope.OUTER, input.type())))
                .toList();
        return expanded(relation, calls, isNumbered(rows), outer);
    }

    /**
     * The same expressions, functions that give rows replaced by columns: the rows of those that read no others stand side by
     * side, then beside each of these those that read them.
     */
    Extended extend(Extended given) {
        given.nodes().forEach(TableFunctions::refuseChoice);
        Extended extended = given;
        for (List<RexCall> sets = sets(given.nodes()); !sets.isEmpty(); sets = sets(extended.nodes())) {
            extended = extend(extended, sets);
        }
        return extended;
    }

    private Extended extend(Extended given, List<RexCall> sets) {
        Placed placed = placed(given.relation(), sets);
        Plan input = placed.relation().plan();
        int width = input.rowType().size();
        RexShuttle columns = new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                int set = sets.indexOf(call);
                return set < 0 ? super.visitCall(call) : new RexInputRef(width + set, call.getType());
            }
        };
        List<RexNode> nodes =
                given.nodes().stream().map(node -> node.accept(columns)).toList();
        return new Extended(expanded(placed.relation(), placed.calls(), false, false), nodes);
    }

    /** With the rows that functions make of each, and in their order, where that is asked for: then counted in the last column. */
    private Relation expanded(Relation relation, List<Call> calls, boolean numbered, boolean outer) {
        Plan input = relation.plan();
        if (!builder.isOrdered()) {
            return relation.with(expand(input, calls, numbered, outer));
        }
        Plan plan = expand(input, calls, true, outer);
        int last = plan.rowType().size() - 1;
        return relation.with(plan)
                .ordered(relation.order().each(last, KeyDerivation.columns(input, builder.sources())));
    }

    /** How many of the columns of a relation that {@link #beside} made of one are the functions'. */
    static int made(Relation expanded, int before, TableFunctionScan scan) {
        int all = expanded.plan().rowType().size() - before;
        int functions = ((RexCall) scan.getCall()).getOperands().size();
        return Math.min(all, isNumbered((RexCall) scan.getCall()) ? functions + 1 : functions);
    }

    /** Calls that give rows, each once, the innermost of those that stand in each other. */
    private static List<RexCall> sets(List<? extends RexNode> nodes) {
        Set<RexCall> found = new LinkedHashSet<>();
        RexShuttle collect = new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                if (SetFunctions.isSet(call.getOperator())
                        && sets(call.getOperands()).isEmpty()) {
                    found.add(call);
                    return call;
                }
                return super.visitCall(call);
            }
        };
        nodes.forEach(node -> node.accept(collect));
        return List.copyOf(found);
    }

    private static void refuseChoice(RexNode node) {
        node.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                if (CHOICES.contains(call.getKind()) && givesRows(call)) {
                    throw Subqueries.unsupported(
                            "a function that gives rows in " + call.getKind(),
                            "Give it a column in a subquery in FROM.");
                }
                return super.visitCall(call);
            }
        });
    }

    /** Calls over the columns of the relation only. */
    private record Placed(Relation relation, List<Call> calls) {}

    /** The relation with what the calls read of the row outside. */
    private Placed placed(Relation relation, List<? extends RexNode> sets) {
        List<Call> calls = calls(sets, relation.plan());
        BitSet read = new BitSet();
        calls.forEach(call -> read.or(Scope.outerColumns(call)));
        if (read.isEmpty()) {
            return new Placed(relation, calls);
        }
        Correlation correlation = builder.correlation();
        Correlation.Bound bound =
                relation.plan().equals(ONE_ROW) ? correlation.valuesOf(read) : correlation.bind(relation, read);
        return new Placed(
                bound.relation(),
                calls.stream().map(call -> (Call) bound.apply(call)).toList());
    }

    private List<Call> calls(List<? extends RexNode> sets, Plan plan) {
        return sets.stream().map(set -> call((RexCall) set, plan)).toList();
    }

    private Call call(RexCall set, Plan plan) {
        List<Expression> operands = new ArrayList<>();
        Set<Integer> untyped = new HashSet<>();
        for (RexNode operand : set.getOperands()) {
            if (RexConverter.isUntyped(operand)) {
                untyped.add(operands.size());
            }
            operands.add(builder.scalar(operand, plan));
        }
        String name = set.getOperator().getName();
        SqlParserPos place = set.getParserPosition();
        try {
            Call call = Expressions.set(name, operands, untyped)
                    .orElseThrow(() -> Mistake.unsupported(
                            place,
                            "there is no function " + name + types(operands),
                            "Cast its operands; docs/sql.md lists what is supported."));
            List<Expression> folded = call.operands().stream()
                    .map(operand -> Scalars.folded(operand, place))
                    .toList();
            return new Call(call.function(), folded, call.type());
        } catch (ExpressionFailure e) {
            throw Mistake.unsupported(place, String.valueOf(e.getMessage()), "docs/sql.md lists what is supported.");
        }
    }

    private static String types(List<Expression> operands) {
        return operands.stream().map(o -> o.type().toString()).collect(Collectors.joining(", ", "(", ")"));
    }

    private static Plan expand(Plan input, List<Call> calls, boolean numbered, boolean outer) {
        List<String> names = new ArrayList<>();
        List<SqlType> types = new ArrayList<>();
        input.rowType().columns().forEach(column -> {
            names.add(column.name().value());
            types.add(column.type());
        });
        for (Call call : calls) {
            names.add(call.function().replaceAll("\\W", "_"));
            types.add(call.type().withNullable(true));
        }
        if (numbered) {
            names.add("ordinality");
            types.add(SqlType.of(TypeKind.BIGINT).withNullable(outer));
        }
        return new Plan.Expand(
                input, new Generator.Functions(calls, numbered, outer), ColumnNames.rowType(names, types));
    }
}
