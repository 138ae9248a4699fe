package io.weirpool.e2e.oracle;

import io.weirpool.e2e.oracle.Case.ViewSpec;
import io.weirpool.e2e.oracle.Relation.Column;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Everything of a case from its seed. */
final class Cases {
    private static final int COMMANDS_MIN = 40;
    private static final int COMMANDS_MORE = 70;
    private static final int POINTS = 3;
    private static final int TIMED_EACH = Integer.getInteger("oracle.timed", 8);

    private Cases() {}

    /** Every eighth, or as {@code -Doracle.timed=} says, is of views that leave out late rows. */
    static Case of(long seed, int views) {
        return seed % TIMED_EACH == TIMED_EACH - 1 ? new TimedCases(seed).of(views) : untimed(seed, views);
    }

    /** One in which all rows count. */
    static Case untimed(long seed, int views) {
        Draw draw = new Draw(new Random(seed));
        List<SourceSpec> sources = new Schemas(draw).sources();
        List<Command> commands =
                new Histories(draw, draw.chance(0.2)).commands(sources, COMMANDS_MIN + draw.below(COMMANDS_MORE));
        List<Integer> points = new ArrayList<>();
        for (int i = 1; i <= POINTS; i++) {
            points.add(commands.size() * i / POINTS);
        }
        return new Case(seed, 1 + draw.below(4), sources, views(seed, sources, views), commands, points);
    }

    private static List<ViewSpec> views(long seed, List<SourceSpec> sources, int count) {
        List<ViewSpec> views = new ArrayList<>();
        List<Relation> named = new ArrayList<>();
        sources.forEach(source -> named.add(relation(source)));
        for (int i = 0; i < count; i++) {
            Draw draw = new Draw(new Random(seed * 1_000 + i));
            Queries queries = new Queries(draw, named);
            boolean mayBeRead = named.size() < 2 * sources.size();
            Query query = (mayBeRead && draw.chance(0.12) ? queries.failing() : Optional.<Query>empty())
                    .orElseGet(() -> queries.of(draw.below(3), true));
            boolean reusable = query.isExact() && mayBeRead;
            boolean kept = !reusable || draw.operators().contains(Operator.FAILING_ROWS) || draw.chance(0.7);
            ViewSpec view = counted(new ViewSpec(Case.VIEW + i, kept, query, draw.operators()), views);
            views.add(view);
            if (reusable) {
                named.add(new Relation(view.name(), query.columns(), List.of()));
            }
        }
        return views;
    }

    /** With what it is for reading those before it. */
    private static ViewSpec counted(ViewSpec view, List<ViewSpec> before) {
        EnumSet<Operator> operators = EnumSet.noneOf(Operator.class);
        operators.addAll(view.operators());
        for (ViewSpec read : before) {
            if (view.reads(read) && read.operators().contains(Operator.VIEW_ON_VIEW)) {
                operators.add(Operator.VIEW_ON_VIEW_ON_VIEW);
            }
            if (view.reads(read) && read.mayFail()) {
                operators.add(Operator.ON_FAILING_ROWS);
            }
        }
        return new ViewSpec(view.name(), view.materialized(), view.query(), Set.copyOf(operators), view.timing());
    }

    private static Relation relation(SourceSpec source) {
        List<Column> columns = source.columns().stream()
                .map(c -> new Column(
                        c.name().replaceFirst("^(\\w+)\\.", "($1)."), c.type().kind()))
                .toList();
        List<Column> key =
                columns.stream().filter(c -> source.key().contains(c.text())).toList();
        return new Relation(source.name(), columns, key);
    }
}
