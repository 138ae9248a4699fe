package io.weirpool.processor.operator;

import io.weirpool.common.model.Bytes;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.sql.compile.RowFunction;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

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

    private static final byte[] GLOBAL = {};

    private final AggregateLayout layout;
    private final RowFunction after;
    private final OrderedStore store;
    private final OrderedStore groups;
    private final OutcomeOutput output;
    private final Emission emission;
    private final byte[] empty;
    private final Map<Bytes, Group> dirty = new LinkedHashMap<>();

    /** A group that changed, and what was shown of it. */
    private record Group(GroupTotals totals, Outcome before) {}

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
            dirty.computeIfAbsent(Bytes.wrap(GLOBAL), this::load);
        }
        return needed;
    }

    @Override
    public void merge(byte[] key, byte[] partial) {
        dirty.computeIfAbsent(Bytes.wrap(key), this::load).totals().merge(partial);
        if (dirty.size() >= GROUPS_MAX) {
            flush();
        }
    }

    private Group load(Bytes key) {
        GroupTotals totals = new GroupTotals(layout.newTotals(store, key.array()));
        byte[] stored = groups.get(key.array());
        if (stored == null) {
            return new Group(totals, Outcome.absent());
        }
        totals.load(stored);
        return new Group(totals, outcome(key, totals));
    }

    private Outcome outcome(Bytes key, GroupTotals group) {
        return group.rows() <= 0 && !layout.isGlobal()
                ? Outcome.absent()
                : Outcome.of(() -> layout.row(layout.group(key.array()), group.totals()), after);
    }

    @Override
    public void flush() {
        dirty.forEach(this::flush);
        dirty.clear();
    }

    private void flush(Bytes key, Group group) {
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
