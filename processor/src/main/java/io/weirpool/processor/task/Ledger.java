package io.weirpool.processor.task;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.metrics.MetricNames;
import io.weirpool.common.model.Name;
import io.weirpool.common.topic.LedgerEntry;
import io.weirpool.processor.state.OrderedStore;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * What became of the commands of one log partition in a flow. Each counts once: taken = applied + filtered + duplicate + late
 * + dead. Kept with the task's state and sent in the same transaction, so that it adds up at every commit, through kills
 * and restarts; metrics hear of it then, and begin at 0 with each process.
 */
final class Ledger {
    private static final byte[] COUNTS = {};
    private static final int FORMAT = 1;

    private final MeterRegistry metrics;
    private final int flow;
    private final String source;
    private final OrderedStore store;
    private final Map<Fate, Count> counts = new EnumMap<>(Fate.class);
    private final long firstOffset;
    private long taken;
    private long ticks;

    /** Closed: what the views of a flow made of a command; of two views' what stands later counts. */
    enum Fate {
        /** It was there already: no view heard of it. */
        DUPLICATE,
        /** None took it. */
        FILTERED,
        /** One left it out because it was late, and none took it. */
        LATE,
        /** At least one took it, none failed on it. */
        APPLIED,
        /** It is a dead letter: none could read it, or one view failed on it at least. */
        DEAD;

        Fate or(Fate other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    private static final class Count {
        private final Counter sinceStart;
        private long total;
        private long untold;

        Count(Counter sinceStart) {
            this.sinceStart = sinceStart;
        }
    }

    /**
     * On what an earlier one stored.
     *
     * @param store its own
     * @param nextOffset of the first command it will hear of
     */
    Ledger(MeterRegistry metrics, int flow, String source, OrderedStore store, long nextOffset) {
        this.metrics = metrics;
        this.flow = flow;
        this.source = source;
        this.store = store;
        for (Fate fate : Fate.values()) {
            counts.put(fate, new Count(counter(metrics, flow, source, fate)));
        }
        byte[] stored = store.get(COUNTS);
        if (stored == null) {
            this.firstOffset = nextOffset;
            return;
        }
        ByteInput in = new ByteInput(stored);
        in.readVarint(); // the format: there is one
        this.firstOffset = in.readVarint();
        this.ticks = in.readVarint();
        this.taken = in.readVarint();
        for (Count count : counts.values()) { // in the order of the fates
            count.total = in.readVarint();
        }
    }

    private static Counter counter(MeterRegistry metrics, int flow, String source, Fate fate) {
        return metrics.counter(
                MetricNames.PROCESSED,
                MetricNames.TAG_FLOW,
                Integer.toString(flow),
                MetricNames.TAG_SOURCE,
                source,
                MetricNames.TAG_OUTCOME,
                fate.name().toLowerCase(Locale.ROOT));
    }

    /** A command was read; {@link #count} follows. */
    void taken() {
        taken++;
    }

    /** A record that is no command. */
    void tick() {
        ticks++;
    }

    void count(Fate fate) {
        Count count = requireNonNull(counts.get(fate));
        count.total++;
        count.untold++;
    }

    /** {@code view} left the row out. */
    void late(Name view) {
        metrics.counter(MetricNames.LATE, MetricNames.TAG_SOURCE, source, MetricNames.TAG_VIEW, view.value())
                .increment();
    }

    void deadLetter(ErrorCode code) {
        metrics.counter(MetricNames.DEAD_LETTERS, MetricNames.TAG_SOURCE, source, MetricNames.TAG_CODE, code.slug())
                .increment();
    }

    /** Stores it, before a commit; what to tell of it. */
    LedgerEntry flush(int partition, long nextOffset) {
        ByteOutput out = new ByteOutput(60);
        out.writeVarint(FORMAT);
        out.writeVarint(firstOffset);
        out.writeVarint(ticks);
        out.writeVarint(taken);
        for (Count count : counts.values()) {
            out.writeVarint(count.total);
            count.sinceStart.increment((double) count.untold);
            count.untold = 0;
        }
        store.put(COUNTS, out.toByteArray());
        return new LedgerEntry(
                flow,
                source,
                partition,
                firstOffset,
                nextOffset,
                ticks,
                taken,
                of(Fate.APPLIED),
                of(Fate.FILTERED),
                of(Fate.DUPLICATE),
                of(Fate.LATE),
                of(Fate.DEAD));
    }

    private long of(Fate fate) {
        return requireNonNull(counts.get(fate)).total;
    }
}
