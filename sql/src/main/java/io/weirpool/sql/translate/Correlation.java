package io.weirpool.sql.translate;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.compile.Expressions;
import io.weirpool.sql.compile.Forms;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Constant;
import io.weirpool.sql.plan.Expression.Input;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.rewrite.Calcs;
import io.weirpool.sql.rewrite.Equality;
import io.weirpool.sql.rewrite.Joins;
import io.weirpool.sql.rewrite.Substitution;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Frees a relation of the row outside ("Unnesting Arbitrary Queries", Neumann and Kemper, BTW 2015). Conditions on that row
 * wait for the join with it as long as they can. Where an operator in between looks at several rows together, they become
 * equalities, by which it then groups; what is no equality is turned into one by a join with the distinct values that the
 * row outside has.
 */
final class Correlation {
    /** Of these kinds equal values are the same value: 1.0 and 1.00 are equal and not the same. */
    private static final Set<TypeKind> SAME_WHEN_EQUAL = Set.of(
            TypeKind.BOOLEAN,
            TypeKind.SMALLINT,
            TypeKind.INTEGER,
            TypeKind.BIGINT,
            TypeKind.VARCHAR,
            TypeKind.DATE,
            TypeKind.TIME,
            TypeKind.TIMESTAMP,
            TypeKind.TIMESTAMPTZ,
            TypeKind.UUID,
            TypeKind.VARBINARY);

    private final Scope scope;

    Correlation(Scope scope) {
        this.scope = scope;
    }

    /**
     * A relation with columns of the row outside.
     *
     * @param columns where each is, by its index outside
     */
    record Bound(Relation relation, Map<Integer, Integer> columns) {
        /** The expression with the outer columns it reads, all bound, as columns of the relation. */
        Expression apply(Expression expression) {
            return Substitution.apply(
                    expression,
                    input -> input.index() < Scope.OUTER
                            ? input
                            : new Input(requireNonNull(columns.get(input.index() - Scope.OUTER)), input.type()));
        }
    }

    /** The relation with these columns of the row outside: a column that must be equal, or from a join with all values. */
    Bound bind(Relation relation, BitSet wanted) {
        Map<Integer, Integer> columns = new LinkedHashMap<>();
        List<Integer> missing = new ArrayList<>();
        for (int outer : wanted.stream().toArray()) {
            sameColumn(relation, outer).ifPresentOrElse(inner -> columns.put(outer, inner), () -> missing.add(outer));
        }
        return missing.isEmpty() ? new Bound(relation, columns) : withValues(relation, missing, columns);
    }

    private Optional<Integer> sameColumn(Relation relation, int outer) {
        for (Expression condition : relation.lifted()) {
            Optional<Equality> equality = sides(condition);
            if (equality.isPresent()
                    && !equality.get().nullSafe()
                    && equality.get().left() instanceof Input inner
                    && equality.get().right() instanceof Input of
                    && of.index() == Scope.OUTER + outer
                    && (of.type().nullable() || !inner.type().nullable()) // conditions on it are typed as outside
                    && SAME_WHEN_EQUAL.contains(inner.type().kind())) {
                return Optional.of(inner.index());
            }
        }
        return Optional.empty();
    }

    /** An equality between the relation and the row outside. */
    private static Optional<Equality> sides(Expression condition) {
        return Equality.of(condition, read -> read.length() <= Scope.OUTER, read -> read.nextSetBit(0) >= Scope.OUTER);
    }

    /** Joined with all values of the missing columns; conditions that read no others are tested there. */
    private Bound withValues(Relation relation, List<Integer> missing, Map<Integer, Integer> known) {
        int width = relation.plan().rowType().size();
        Plan values = values(missing);
        Map<Integer, Integer> columns = new LinkedHashMap<>(known);
        IntStream.range(0, missing.size()).forEach(i -> columns.put(missing.get(i), width + i));
        Bound places = new Bound(relation, columns);
        List<Expression> tested = new ArrayList<>();
        List<Expression> lifted = new ArrayList<>();
        for (Expression condition : relation.lifted()) {
            boolean here = Scope.outerColumns(condition).stream().allMatch(missing::contains);
            (here ? tested : lifted).add(here ? places.apply(condition) : condition);
        }
        Plan plan = Joins.of(relation.plan(), values, JoinKind.INNER, tested);
        for (int i = 0; i < missing.size(); i++) {
            lifted.add(same(plan, width + i, missing.get(i)));
        }
        Relation joined = new Relation(plan, relation.width(), lifted, relation.whenEmpty());
        return new Bound(joined.ordered(relation.order()), columns);
    }

    /** The distinct values that rows outside have in these columns. */
    private Plan values(List<Integer> columns) {
        Plan projected = Calcs.columns(scope.outer(), columns);
        List<Integer> all = IntStream.range(0, columns.size()).boxed().toList();
        return new Plan.Aggregate(projected, all, List.of(), projected.rowType());
    }

    /**
     * A relation of nothing but these columns of the row outside, each combination once.
     *
     * @throws Mistake for NUMERIC without a scale: 1.0 and 1.00 are one value of those, and two for a function
     */
    Bound valuesOf(BitSet wanted) {
        List<Integer> outer = wanted.stream().boxed().toList();
        for (int column : outer) {
            SqlType type = scope.outer().rowType().type(column);
            if (type.kind().scalar() == TypeKind.DECIMAL && type.precision() == SqlType.UNBOUNDED) {
                throw Subqueries.unsupported(
                        "a function that gives rows of a NUMERIC without a scale, inside a subquery",
                        "Cast it: x::numeric(20, 4), or join with the function in FROM.");
            }
        }
        Plan plan = values(outer);
        Map<Integer, Integer> columns = new LinkedHashMap<>();
        List<Expression> lifted = new ArrayList<>();
        for (int i = 0; i < outer.size(); i++) {
            columns.put(outer.get(i), i);
            lifted.add(same(plan, i, outer.get(i)));
        }
        return new Bound(new Relation(plan, 0, lifted), columns);
    }

    /** That the plan's column is that of the row outside. */
    Expression same(Plan plan, int column, int outer) {
        Expression inner = new Input(column, plan.rowType().type(column));
        return Expressions.sameKind(Forms.IS_NOT_DISTINCT, List.of(inner, scope.reference(outer)))
                .orElseThrow();
    }

    /** Only its conditions left, each an equality of one column of the relation with something outside. */
    record Keyed(Relation relation, List<Integer> keys) {}

    Keyed keyed(Relation given) {
        Relation relation = onlyEqualities(given);
        Plan plan = relation.plan();
        List<Integer> keys = new ArrayList<>();
        List<Expression> lifted = new ArrayList<>();
        List<Expression> computed = new ArrayList<>();
        for (Expression condition : relation.lifted()) {
            Equality equality = sides(condition).orElseThrow();
            int column = equality.left() instanceof Input input
                    ? input.index()
                    : plan.rowType().size() + computed.size();
            if (!(equality.left() instanceof Input)) {
                computed.add(equality.left());
            }
            Expression key = new Input(column, equality.left().type());
            keys.add(column);
            lifted.add(Expressions.sameKind(Forms.IS_NOT_DISTINCT, List.of(key, equality.right()))
                    .filter(same -> equality.nullSafe())
                    .or(() -> Expressions.function("=", List.of(key, equality.right())))
                    .orElseThrow());
        }
        Plan keyed = computed.isEmpty() ? plan : Calcs.with(plan, computed);
        Relation free = new Relation(keyed, relation.width(), lifted, relation.whenEmpty());
        return new Keyed(free.ordered(relation.order()), keys);
    }

    private Relation onlyEqualities(Relation relation) {
        BitSet read = new BitSet();
        relation.lifted().stream()
                .filter(condition -> sides(condition).isEmpty())
                .forEach(condition -> read.or(Scope.outerColumns(condition)));
        if (read.isEmpty()) {
            return relation;
        }
        Bound bound = bind(relation, read);
        List<Expression> equalities = new ArrayList<>();
        List<Expression> tested = new ArrayList<>();
        for (Expression condition : bound.relation.lifted()) {
            boolean equality = sides(condition).isPresent();
            (equality ? equalities : tested).add(equality ? condition : bound.apply(condition));
        }
        Plan plan = Calcs.filter(bound.relation.plan(), tested);
        return new Relation(plan, relation.width(), equalities, relation.whenEmpty()).ordered(bound.relation.order());
    }

    /**
     * The relation with exactly these columns of the row outside after its own, and no other condition than that they are
     * those of the row.
     */
    Relation carrying(Relation given, List<Integer> outer) {
        Relation relation = completed(given);
        int width = relation.plan().rowType().size();
        Map<Integer, Integer> columns = new HashMap<>();
        IntStream.range(0, outer.size()).forEach(i -> columns.put(outer.get(i), width + i));
        Bound places = new Bound(relation, columns);
        List<Expression> tested = relation.lifted().stream().map(places::apply).toList();
        Plan joined = Joins.of(relation.plan(), values(outer), JoinKind.INNER, tested);
        List<Integer> wanted =
                new ArrayList<>(IntStream.range(0, relation.width()).boxed().toList());
        wanted.addAll(IntStream.range(width, width + outer.size()).boxed().toList());
        Plan plan = Calcs.columns(joined, wanted);
        List<Expression> lifted = IntStream.range(0, outer.size())
                .mapToObj(i -> same(plan, relation.width() + i, outer.get(i)))
                .toList();
        return new Relation(plan, relation.width(), lifted);
    }

    /** The relation with the row it has when it is empty for some row outside. */
    Relation completed(Relation relation) {
        if (relation.whenEmpty().isEmpty()) {
            return relation;
        }
        BitSet read = new BitSet();
        relation.lifted().forEach(condition -> read.or(Scope.outerColumns(condition)));
        List<Integer> outer = read.stream().boxed().toList();
        Plan values = values(outer);
        Plan marked = marked(relation.plan());
        int before = outer.size();
        List<Expression> conditions = relation.lifted().stream()
                .map(c -> Substitution.apply(c, input -> {
                    int index = input.index() < Scope.OUTER
                            ? before + input.index()
                            : outer.indexOf(input.index() - Scope.OUTER);
                    return new Input(index, input.type());
                }))
                .toList();
        Plan joined = Joins.of(values, marked, JoinKind.LEFT, conditions);
        List<Expression> projections = new ArrayList<>(
                withDefaults(joined, before, marked, relation.whenEmpty().get()));
        IntStream.range(0, before)
                .forEach(i -> projections.add(new Input(i, joined.rowType().type(i))));
        Plan plan = Calcs.project(joined, projections, names(relation));
        List<Expression> lifted = IntStream.range(0, before)
                .mapToObj(i -> same(plan, relation.width() + i, outer.get(i)))
                .toList();
        return new Relation(plan, relation.width(), lifted);
    }

    private static List<String> names(Relation relation) {
        RowType rowType = relation.plan().rowType();
        return IntStream.range(0, relation.width())
                .mapToObj(i -> rowType.column(i).name().value())
                .toList();
    }

    /** With a last column that is TRUE, and NULL where an outer join found no row. */
    static Plan marked(Plan plan) {
        return Calcs.with(
                plan, List.of(new Constant(true, SqlType.of(TypeKind.BOOLEAN).notNull())));
    }

    /** Columns of the marked plan that an outer join has from {@code from} on, or these where it found no row. */
    static List<Expression> withDefaults(Plan joined, int from, Plan marked, List<Expression> defaults) {
        int last = joined.rowType().size() - 1;
        Expression marker = new Input(last, joined.rowType().type(last));
        Expression missing = Expressions.form(Forms.IS_NULL, List.of(marker));
        List<Expression> columns = new ArrayList<>();
        for (int i = 0; i < defaults.size(); i++) {
            Expression column = new Input(from + i, joined.rowType().type(from + i));
            boolean never = !marked.rowType().type(i).nullable();
            Optional<Expression> orElse = isNull(defaults.get(i))
                    ? Optional.of(column)
                    : never
                            ? Expressions.sameKind(Forms.COALESCE, List.of(column, defaults.get(i)))
                            : Expressions.choice(List.of(missing, defaults.get(i), column));
            columns.add(orElse.orElseThrow());
        }
        return columns;
    }

    private static boolean isNull(Expression expression) {
        return expression instanceof Constant constant && constant.value() == null;
    }
}
