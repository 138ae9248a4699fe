package io.weirpool.e2e.oracle;

import io.weirpool.e2e.oracle.Case.ViewSpec;
import io.weirpool.e2e.oracle.Relation.Column;
import java.util.ArrayList;
import java.util.List;
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
            Query query = new Queries(draw, named).of(draw.below(3), true);
            boolean reusable = query.isExact() && named.size() < 2 * sources.size();
            ViewSpec view =
                    new ViewSpec(Case.VIEW + i, !reusable || draw.chance(0.7), query, Set.copyOf(draw.operators()));
            views.add(view);
            if (reusable) {
                named.add(new Relation(view.name(), query.columns(), List.of()));
            }
        }
        return views;
    }

    private static Relation relation(SourceSpec source) {
        List<Column> columns = source.columns().stream()
                .map(c -> new Column(c.name(), c.type().kind()))
                .toList();
        List<Column> key =
                columns.stream().filter(c -> source.key().contains(c.text())).toList();
        return new Relation(source.name(), columns, key);
    }
}
