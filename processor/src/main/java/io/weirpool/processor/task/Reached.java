package io.weirpool.processor.task;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.model.Position;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.Marker;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** How far somebody has come in each log partition he has heard of. Immutable. */
record Reached(SortedMap<LogPartition, Point> points) {
    static final Reached NOTHING = new Reached(Collections.emptySortedMap());

    /**
     * In one log partition.
     *
     * @param nextOffset first offset not included
     * @param asOfMicros append time of the newest command included; 0 when there is none
     * @param mark of event time: rows after this point that are in time are not below it; {@link EventClock#NEVER} where
     *     nothing is known
     */
    record Point(long nextOffset, long asOfMicros, long mark) {
        Point(long nextOffset, long asOfMicros) {
            this(nextOffset, asOfMicros, EventClock.NEVER);
        }

        Point min(Point other) {
            return new Point(
                    Math.min(nextOffset, other.nextOffset),
                    Math.min(asOfMicros, other.asOfMicros),
                    Math.min(mark, other.mark));
        }

        Point withMark(long other) {
            return new Point(nextOffset, asOfMicros, other);
        }
    }

    static Reached of(LogPartition partition, Point point) {
        return new Reached(new TreeMap<>(Map.of(partition, point)));
    }

    /** This with the other's points in place of its own. */
    Reached with(Reached other) {
        TreeMap<LogPartition, Point> merged = new TreeMap<>(points);
        merged.putAll(other.points);
        return new Reached(merged);
    }

    /** What all have reached: the minimum of each partition of which every one has heard. */
    static Reached byAll(Collection<Reached> all) {
        TreeMap<LogPartition, Point> common = null;
        for (Reached one : all) {
            if (common == null) {
                common = new TreeMap<>(one.points);
            } else {
                common.keySet().retainAll(one.points.keySet());
                common.replaceAll((partition, point) -> point.min(one.points.getOrDefault(partition, point)));
            }
        }
        return common == null ? NOTHING : new Reached(common);
    }

    /** The part about these logs. */
    Reached of(Set<String> logs) {
        TreeMap<LogPartition, Point> part = new TreeMap<>(points);
        part.keySet().removeIf(partition -> !logs.contains(partition.log()));
        return new Reached(part);
    }

    Marker marker(String sender) {
        TreeMap<LogPartition, Long> offsets = new TreeMap<>();
        points.forEach((partition, point) -> offsets.put(partition, point.nextOffset()));
        long asOf = points.values().stream().mapToLong(Point::asOfMicros).max().orElse(0);
        return new Marker(sender, new Position(offsets), asOf);
    }

    /** The last of what it is written into. Marks come after all points, and only where there are any. */
    void write(ByteOutput out) {
        out.writeVarint(points.size());
        points.forEach((partition, point) -> {
            out.writeText(partition.log());
            out.writeVarint(partition.partition());
            out.writeVarint(point.nextOffset());
            out.writeZigzag(point.asOfMicros());
        });
        if (points.values().stream().anyMatch(point -> point.mark() != EventClock.NEVER)) {
            points.values().forEach(point -> out.writeZigzag(point.mark()));
        }
    }

    static Reached read(ByteInput in) {
        TreeMap<LogPartition, Point> points = new TreeMap<>();
        for (long left = in.readVarint(); left > 0; left--) {
            LogPartition partition = new LogPartition(in.readText(), (int) in.readVarint());
            points.put(partition, new Point(in.readVarint(), in.readZigzag()));
        }
        if (in.remaining() > 0) {
            points.replaceAll((partition, point) -> point.withMark(in.readZigzag()));
        }
        return new Reached(points);
    }
}
