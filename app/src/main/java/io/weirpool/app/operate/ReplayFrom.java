package io.weirpool.app.operate;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.catalog.Watermark;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.TypeKind;
import io.weirpool.common.topic.Topics;
import io.weirpool.sql.Pipeline;
import io.weirpool.sql.plan.EventTimes;
import io.weirpool.sql.plan.Progress;
import io.weirpool.sql.plan.ViewPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which rows a version can copy that is built from a time on, and where it begins to read.
 *
 * <p>A column of the view's key must be made of the time of its streams, so that of every change to come it is known what
 * the column is at least: rows below that are final. And of every command it is known what the column can be at most: so
 * the commands that were appended early enough make no row from the time on, as their times are at most as far ahead of
 * their append as the stream allows.
 */
final class ReplayFrom {
    private static final Set<TypeKind> TIMES = Set.of(TypeKind.TIMESTAMP, TypeKind.TIMESTAMPTZ, TypeKind.DATE);
    private static final long MICROS_PER_MILLI = 1_000;
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private final Name pipeline;
    private final ViewPlan plan;
    private final Map<Name, Source> streams = new HashMap<>();
    private final LogTimes logs;

    private ReplayFrom(Name pipeline, ViewPlan plan, Pipeline definitions, LogTimes logs) {
        this.pipeline = pipeline;
        this.plan = plan;
        this.logs = logs;
        definitions.sources().stream()
                .filter(source -> source.watermark() != null)
                .forEach(source -> streams.put(source.name(), source));
    }

    /**
     * What the new version of a view copies.
     *
     * @param from rows whose column is before this are copied
     * @param ends of the logs, by topic, asked for before this
     * @throws WeirpoolException {@code HISTORY_NOT_FINAL} with the reason
     */
    static View.Copied copied(
            Name pipeline,
            View live,
            ViewPlan plan,
            Pipeline definitions,
            Instant from,
            Map<String, List<Long>> ends,
            LogTimes logs) {
        return new ReplayFrom(pipeline, plan, definitions, logs).copied(live, from, ends);
    }

    private View.Copied copied(View live, Instant from, Map<String, List<Long>> ends) {
        if (!plan.eventTime().closes()) {
            throw refused("a late row may still change any of its rows: it does not say late = 'drop'");
        }
        int column = column();
        List<EventBound> bounds = bounds(column, live);
        TypeKind kind = plan.columns().type(column).kind();
        long micros = Math.addExact(Math.multiplyExact(from.getEpochSecond(), 1_000_000L), from.getNano() / 1_000);
        long below = kind == TypeKind.DATE ? Math.floorDiv(micros, MICROS_PER_DAY) : micros;
        requireFinal(bounds, below, plan.columns().columns().get(column));
        Map<String, List<Long>> begins = new HashMap<>();
        Map<String, List<Long>> to = new HashMap<>();
        for (View.Input input : live.inputs()) {
            Source stream = stream(input.source());
            String log = Topics.log(pipeline, stream.name());
            long since = lastWithoutEffect(
                    bounds.stream()
                            .filter(b -> b.source().equals(stream.name()))
                            .toList(),
                    stream,
                    below);
            begins.put(log, logs.offsetsSince(pipeline, stream, since));
            to.put(log, ends.getOrDefault(log, List.of()));
        }
        return new View.Copied(column, below, begins, to);
    }

    private WeirpoolException refused(String why) {
        return new WeirpoolException(
                ErrorCode.HISTORY_NOT_FINAL, "view %s cannot be built from a time on: %s".formatted(plan.name(), why));
    }

    /** The first column of the key by which rows close. */
    private int column() {
        EventTimes times = new EventTimes(streams.values().stream()
                .collect(Collectors.toMap(
                        Source::name, stream -> watermark(stream).column())));
        List<Optional<Progress>> progress = times.columns(plan.plan());
        List<Integer> key = plan.key() instanceof ViewKey.Columns columns ? columns.indexes() : List.of();
        return key.stream()
                .filter(i -> progress.get(i).isPresent())
                .filter(i -> TIMES.contains(plan.columns().type(i).kind())
                        && !plan.columns().type(i).nullable())
                .findFirst()
                .orElseThrow(() -> refused("its key has no column, NOT NULL, that the watermarks close"));
    }

    /** Every way a time takes to the column. */
    private List<EventBound> bounds(int column, View live) {
        EventTimes times = new EventTimes(streams.values().stream()
                .collect(Collectors.toMap(
                        Source::name, stream -> watermark(stream).column())));
        List<EventBound> bounds = new ArrayList<>();
        for (Progress.Path path :
                times.columns(plan.plan()).get(column).orElseThrow().paths()) {
            bounds.add(EventBound.of(path)
                    .orElseThrow(() -> refused("how long a session goes on is not known from its rows' times")));
        }
        Set<Name> known = bounds.stream().map(EventBound::source).collect(Collectors.toSet());
        live.inputs().stream()
                .filter(input -> !known.contains(input.source()))
                .findFirst()
                .ifPresent(input -> {
                    throw refused("commands of %s can change rows of any time".formatted(input.source()));
                });
        return bounds;
    }

    private void requireFinal(List<EventBound> bounds, long below, Column column) {
        for (EventBound bound : bounds) {
            OptionalLong mark = logs.mark(pipeline, stream(bound.source()));
            OptionalLong least = mark.isEmpty() ? mark : bound.least(mark.getAsLong());
            if (least.isEmpty() || least.getAsLong() < below) {
                throw refused("rows whose %s is before that may still change: the watermark of stream %s is %s"
                        .formatted(
                                column.name(),
                                bound.source(),
                                mark.isEmpty() ? "not known" : "at " + instant(mark.getAsLong())));
            }
        }
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }

    /** Commands appended before this, in milliseconds, make no row from the time on. By halving: the bounds keep the order of times. */
    private static long lastWithoutEffect(List<EventBound> bounds, Source stream, long below) {
        long ahead = watermark(stream).aheadMicros();
        long without = 0;
        long with = System.currentTimeMillis() + 1;
        while (with - without > 1) {
            long middle = without + (with - without) / 2;
            long latest = middle * MICROS_PER_MILLI + ahead;
            if (bounds.stream().allMatch(bound -> bound.most(latest).orElse(Long.MAX_VALUE) < below)) {
                without = middle;
            } else {
                with = middle;
            }
        }
        return without;
    }

    private Source stream(Name name) {
        Source stream = streams.get(name);
        if (stream == null) {
            throw refused(name + " has no watermark");
        }
        return stream;
    }

    private static Watermark watermark(Source stream) {
        Watermark watermark = stream.watermark();
        if (watermark == null) {
            throw new IllegalStateException(stream.name() + " was chosen for its watermark");
        }
        return watermark;
    }
}
