package io.weirpool.e2e.oracle;

import io.weirpool.e2e.oracle.Case.ViewSpec;
import io.weirpool.e2e.oracle.SourceSpec.ColumnSpec;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cases of one stream whose rows come out of order, some later than it says, some without a time and some with one far
 * ahead; all views leave out what is late, and some write only what is final.
 */
final class TimedCases {
    private static final int COMMANDS_MIN = 80;
    private static final int COMMANDS_MORE = 80;
    private static final int POINTS = 4;
    private static final LocalDateTime START = LocalDateTime.of(2024, 2, 28, 22, 0);
    private static final String TIME = "at";
    /** Odd, so that seeds that follow each other begin with other draws. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final Draw draw;

    TimedCases(long seed) {
        this.seed = seed;
        this.draw = new Draw(new Random(seed));
    }

    Case of(int views) {
        EventTime time = new EventTime(TIME, Duration.ofMinutes(draw.of(0, 5, 20)), START.plusHours(12));
        List<ColumnSpec> columns = List.of(
                new ColumnSpec(TIME, ColumnType.TIMESTAMP, true),
                new ColumnSpec("k", ColumnType.INTEGER, draw.chance(0.5)),
                new ColumnSpec("b", ColumnType.BIGINT, true),
                new ColumnSpec("d", ColumnType.DECIMAL, true),
                new ColumnSpec("t", ColumnType.VARCHAR, true));
        SourceSpec source = new SourceSpec(Case.SOURCE + 0, columns, List.of(), 1 + draw.below(3), Optional.of(time));
        List<Command> commands = commands(source);
        List<Integer> points = new ArrayList<>();
        for (int i = 1; i <= POINTS; i++) {
            points.add(commands.size() * i / POINTS);
        }
        return new Case(seed, 1 + draw.below(4), List.of(source), views(source, views), commands, points);
    }

    private List<Command> commands(SourceSpec source) {
        List<Command> commands = new ArrayList<>();
        int count = COMMANDS_MIN + draw.below(COMMANDS_MORE);
        for (int i = 0; i < count; i++) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (ColumnSpec column : source.columns()) {
                boolean isNull = column.nullable() && draw.chance(0.1);
                row.put(column.name(), isNull ? null : column.type().value(draw.random(), false));
            }
            row.put(TIME, time(i));
            commands.add(new Command(source.name(), draw.below(source.partitions()), null, row));
        }
        return commands;
    }

    private @Nullable String time(int row) {
        LocalDateTime at = START.plusSeconds(90L * row).minusSeconds(draw.below(900));
        return switch (draw.below(30)) {
            case 0 -> null;
            case 1 -> START.plusDays(100).toString();
            case 2, 3 -> at.minusMinutes(draw.below(120)).toString();
            default -> at.toString();
        };
    }

    private List<ViewSpec> views(SourceSpec source, int count) {
        List<ViewSpec> views = new ArrayList<>();
        Map<Boolean, TimedQueries.Timed> read = new HashMap<>();
        for (int i = 0; i < count; i++) {
            Draw draw = new Draw(new Random((seed * 1_000 + i) * SPREAD));
            boolean isFinal = draw.chance(0.4);
            boolean readsFinal = isFinal && draw.chance(0.7);
            TimedQueries.Timed timed = new TimedQueries(draw, source).of(Optional.ofNullable(read.get(readsFinal)));
            String late = draw.of("drop", "dead-letter");
            draw.used(late.equals("drop") ? Operator.LATE_DROPPED : Operator.LATE_DEAD_LETTERS);
            if (isFinal) {
                draw.used(Operator.EMIT_FINAL);
            }
            String name = Case.VIEW + i;
            Timing timing = new Timing(late, isFinal, timed.bound());
            views.add(new ViewSpec(name, true, timed.query(), Set.copyOf(draw.operators()), timing));
            if (timed.query().isExact() && !draw.operators().contains(Operator.VIEW_ON_VIEW)) {
                read.put(isFinal, timed.named(name));
            }
        }
        return views;
    }
}
