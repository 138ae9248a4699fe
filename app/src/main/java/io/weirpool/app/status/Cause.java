package io.weirpool.app.status;

import io.weirpool.app.status.Looks.Look;
import io.weirpool.app.status.Status.Behind;
import io.weirpool.app.status.Status.Where;
import io.weirpool.common.catalog.View;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.Topics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Why a view is behind: from the log to the table, the first step that records wait at. Between a log's end and where
 * the flow has read, it is the processor; between that and what the table holds, the sink or its database.
 */
final class Cause {
    private final Looks looks;
    private final View view;
    private final List<LogPartition> inputs;

    Cause(Looks looks, View view) {
        this.looks = looks;
        this.view = view;
        this.inputs = looks.inputs(view);
    }

    /** Records of the logs that the table does not hold; all of them when nothing is known of the table. */
    long lag() {
        return behind(looks.second(), this::reached);
    }

    /** Records that reached the table, per second. */
    double perSecond() {
        return rate(this::reached);
    }

    /** Whether a log is not the one that was read, or has lost what was not: then no figure of it says anything. */
    boolean hasGap() {
        return inputs.stream().anyMatch(this::isGone);
    }

    /** For a view with a lag or a gap. */
    Behind find() {
        List<LogPartition> gone = inputs.stream().filter(this::isGone).toList();
        if (!gone.isEmpty()) {
            return new Behind(
                    Where.SOURCE,
                    "gap: records that the flow has not read are gone from " + joined(gone)
                            + ", or it was made anew: see Gap in docs/operations.md",
                    true);
        }
        if (looks.second().kafka().membersOf(looks.application(view)).isEmpty()) {
            return new Behind(Where.PROCESSOR, "no processor runs flow " + view.flow(), true);
        }
        long unread = behind(looks.second(), this::committed);
        return 2 * unread >= lag() ? processor(unread) : sink();
    }

    private boolean isGone(LogPartition partition) {
        Long committed =
                looks.second().kafka().committedOf(looks.application(view)).get(partition);
        return committed != null
                && (committed < looks.second().kafka().begins().getOrDefault(partition, 0L)
                        || committed > end(looks.second(), partition));
    }

    private Behind processor(long unread) {
        List<LogPartition> standing = inputs.stream()
                .filter(partition -> waitsFor(looks.first(), partition) > 0)
                .filter(partition -> committed(looks.second(), partition) == committed(looks.first(), partition))
                .toList();
        double rate = rate(this::committed);
        if (rate == 0 && !standing.isEmpty()) {
            return new Behind(Where.PROCESSOR, "stands still on " + joined(standing), true);
        }
        String why = "reads %,.0f records/s, %,.0f/s come in".formatted(rate, rate(Cause::end));
        double gain = rate - rate(Cause::end);
        return new Behind(Where.PROCESSOR, gain > 0 ? why + ", caught up in " + duration(unread / gain) : why, false);
    }

    private long waitsFor(Look look, LogPartition partition) {
        return end(look, partition) - committed(look, partition);
    }

    private Behind sink() {
        if (looks.second().tables().isEmpty()) {
            return new Behind(Where.DATABASE, "the database does not answer", true);
        }
        List<String> blocked = looks.second().tables().get().blocked();
        if (!blocked.isEmpty()) {
            return new Behind(Where.DATABASE, String.join("; ", blocked), true);
        }
        if (looks.second()
                .kafka()
                .membersOf(Topics.sinks(looks.catalog().pipeline()))
                .isEmpty()) {
            return new Behind(Where.SINK, "no sink runs", true);
        }
        return perSecond() == 0 && behind(looks.first(), this::reached) > 0
                ? new Behind(Where.SINK, "the table did not move for %.0f s".formatted(looks.seconds()), false)
                : new Behind(Where.SINK, "%,.0f records/s reach the table".formatted(perSecond()), false);
    }

    /** How far each look had come, of one partition. */
    private interface Reached {
        long at(Look look, LogPartition partition);
    }

    private long reached(Look look, LogPartition partition) {
        return look.reached(view.name().value(), view.version()).getOrDefault(partition, 0L);
    }

    private long committed(Look look, LogPartition partition) {
        Map<LogPartition, Long> committed = look.kafka().committedOf(looks.application(view));
        return committed.getOrDefault(partition, look.kafka().begins().getOrDefault(partition, 0L));
    }

    private static long end(Look look, LogPartition partition) {
        return look.kafka().ends().getOrDefault(partition, 0L);
    }

    private long behind(Look look, Reached point) {
        return sum(partition -> Math.max(0, end(look, partition) - point.at(look, partition)));
    }

    private double rate(Reached point) {
        long moved = sum(partition -> point.at(looks.second(), partition) - point.at(looks.first(), partition));
        return Math.max(0, moved) / looks.seconds();
    }

    private long sum(ToLongFunction<LogPartition> of) {
        return inputs.stream().mapToLong(of).sum();
    }

    private static String joined(List<LogPartition> partitions) {
        int shown = 4;
        String some = String.join(
                ", ",
                partitions.stream().limit(shown).map(LogPartition::toString).toList());
        return partitions.size() > shown ? some + " and " + (partitions.size() - shown) + " more" : some;
    }

    private static String duration(double seconds) {
        long whole = Math.max(1, Math.round(seconds));
        return whole < 120
                ? whole + " s"
                : whole < 7_200
                        ? whole / 60 + " min"
                        : String.format(Locale.ROOT, "%d h %d min", whole / 3_600, whole % 3_600 / 60);
    }
}
