package io.weirpool.processor.operator;

import io.weirpool.common.model.Bytes;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.sql.compile.RowFunction;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the groups of an aggregate and what is made of them after it (HAVING, projections): merges partials into their
 * group, and at each flush says for every group that changed what it was and what it is.
 *
 * <p>A group without rows is gone; the one of a global aggregate never is. Where a row was taken back before it came, as
 * many rows may be there as are owed: such a group has no row, and its state is kept. State of a group: its {@link GroupTotals};
 * multisets have entries of their own.
 */
public final class FinalAggregate implements HopOutput {
    /** Changed groups held: at some 500 bytes each 5 MB of heap for a task. */
    private static final int GROUPS_MAX = 10_000;
    /** Of partials of a group that wait: those that most groups get between two flushes; a group with more costs objects. */
    private static final int WAITING_BYTES_MAX = 256;

    private static final byte[] GLOBAL = {};
    private static final byte[] NONE = {};

    private final AggregateLayout layout;
    private final RowFunction after;
    private final OrderedStore store;
    private final OrderedStore groups;
    private final OutcomeOutput output;
    private final Emission emission;
    private final byte[] empty;
    private final Map<Bytes, Group> dirty = new LinkedHashMap<>();

    /** What is stored of a group, and what is shown of it. */
    private record Loaded(GroupTotals totals, Outcome before) {}

    /**
     * A group that changed. A flush ends it, and the collector copies until then what it is made of: so partials wait in one
     * array, and are merged when they leave it.
     */
    private final class Group {
        private final Bytes key;
        private byte[] waiting = NONE;
        private @Nullable Loaded loaded;

        Group(Bytes key) {
            this.key = key;
        }

        void merge(byte[] partial) {
            if (loaded != null || waiting.length + partial.length > WAITING_BYTES_MAX) {
                loaded = merged();
                loaded.totals().merge(partial);
            } else if (waiting.length == 0) {
                waiting = partial;
            } else {
                int end = waiting.length;
                waiting = Arrays.copyOf(waiting, end + partial.length);
                System.arraycopy(partial, 0, waiting, end, partial.length);
            }
        }

        /** With all that has come, and what was shown before it came; for the time being, if it was not {@link #loaded}. */
        private Loaded merged() {
            Loaded found = loaded == null ? load(key) : loaded;
            found.totals().merge(waiting);
            waiting = NONE;
            return found;
        }
    }

    /**
     * An aggregate on its state.
     *
     * @param after what becomes of the aggregate's rows
     */
    public FinalAggregate(
            AggregateLayout layout, RowFunction after, OrderedStore store, OutcomeOutput output, Emission emission) {
        this.layout = layout;
        this.after = after;
        this.store = store;
        this.groups = layout.groups(store);
        this.output = output;
        this.emission = emission;
        this.empty = new GroupTotals(layout.newTotals(store, GLOBAL)).encoded();
    }

    /** Makes the one row of a global aggregate if it was never made: by the task that keeps the empty key. Says whether. */
    public boolean begin() {
        boolean needed = layout.isGlobal() && groups.get(GLOBAL) == null;
        if (needed) {
            dirty.computeIfAbsent(Bytes.wrap(GLOBAL), Group::new);
        }
        return needed;
    }

    @Override
    public void merge(byte[] key, byte[] partial) {
        dirty.computeIfAbsent(Bytes.wrap(key), Group::new).merge(partial);
        if (dirty.size() >= GROUPS_MAX) {
            flush();
        }
    }

    private Loaded load(Bytes key) {
        GroupTotals totals = new GroupTotals(layout.newTotals(store, key.array()));
        byte[] stored = groups.get(key.array());
        if (stored == null) {
            return new Loaded(totals, Outcome.absent());
        }
        totals.load(stored);
        return new Loaded(totals, outcome(key, totals));
    }

    private Outcome outcome(Bytes key, GroupTotals group) {
        return group.rows() <= 0 && !layout.isGlobal()
                ? Outcome.absent()
                : Outcome.of(() -> layout.row(layout.group(key.array()), group), after);
    }

    @Override
    public void flush() {
        dirty.forEach(this::flush);
        dirty.clear();
    }

    private void flush(Bytes key, Group changed) {
        Loaded group = changed.merged();
        Outcome now = outcome(key, group.totals());
        byte[] state = group.totals().encoded();
        boolean gone = !layout.isGlobal() && Arrays.equals(state, empty);
        groups.put(key.array(), gone ? null : state);
        if (emission == Emission.OF_CHANGES && !now.equals(group.before())) {
            output.changed(key.array(), group.before(), now);
        }
    }

    @Override
    public void close(ClosedKeys closed) {
        if (emission == Emission.WHEN_CLOSED) {
            closed.forEach(groups, this::emit);
        }
        layout.parts(store).forEach(closed::removeFrom);
    }

    private void emit(OrderedStore.Entry entry) {
        Bytes key = Bytes.wrap(entry.key());
        Outcome last = load(key).before();
        if (!last.equals(Outcome.absent())) {
            output.changed(entry.key(), Outcome.absent(), last);
        }
    }
}
