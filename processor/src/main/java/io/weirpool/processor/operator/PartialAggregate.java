package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.model.Change;
import io.weirpool.processor.aggregate.Call;
import io.weirpool.processor.aggregate.Partial;

/**
 * Aggregates changes by group before they are sent to where the group is kept, so that a group changed a thousand times
 * between two commits travels once.
 *
 * <p>What is emitted: version byte, change of the number of rows, then a partial for each total.
 */
public final class PartialAggregate implements HopInput {
    /** Groups held: at some 300 bytes each 3 MB of heap for a task. */
    private static final int GROUPS_MAX = 10_000;
    /** Of one group: what is sent stays far below the 1 MiB a Kafka record may have by default. */
    private static final int GROUP_BYTES_MAX = 64 << 10;

    private final AggregateLayout layout;
    private final Call[] calls;
    private final KeyedOutput output;
    private final ByKey<Group> groups = new ByKey<>();
    private final ByteOutput key = new ByteOutput(64);

    private final class Group {
        private Partial[] partials = {};
        private long rows;
        /** Whether there is nothing to send. */
        private boolean isEmpty;

        Group() {
            begin();
        }

        /** Anew, as what it held was sent. */
        private void begin() {
            partials = new Partial[calls.length];
            for (int i = 0; i < calls.length; i++) {
                partials[i] = calls[i].newPartial();
            }
            rows = 0;
            isEmpty = true;
        }
    }

    public PartialAggregate(AggregateLayout layout, KeyedOutput output) {
        this.layout = layout;
        this.calls = layout.remembered().toArray(Call[]::new);
        this.output = output;
    }

    @Override
    public void apply(Change change) {
        key.reset();
        layout.key(key, change.row());
        Group group = groups.get(key);
        if (group == null) {
            group = new Group();
            groups.put(key, group);
        }
        if (add(group, change) > GROUP_BYTES_MAX) {
            emit(key.toByteArray(), group);
            group.begin();
        } else if (groups.size() >= GROUPS_MAX) {
            flush();
        }
    }

    /** Returns about how many bytes the group holds. */
    private int add(Group group, Change change) {
        group.isEmpty = false;
        group.rows += change.weight();
        int bytes = 0;
        for (int i = 0; i < calls.length; i++) {
            Partial partial = group.partials[i];
            Object value = calls[i].argument(change.row());
            if (value != null) {
                partial.add(value, change.weight());
            }
            bytes += partial.bytes();
        }
        return bytes;
    }

    @Override
    public void flush() {
        groups.forEach((group, sums) -> {
            if (!sums.isEmpty) {
                emit(group, sums);
            }
        });
        groups.clear();
    }

    private void emit(byte[] of, Group group) {
        ByteOutput out = new ByteOutput(64);
        out.writeByte(AggregateLayout.VERSION);
        out.writeZigzag(group.rows);
        for (Partial partial : group.partials) {
            partial.write(out);
        }
        output.emit(of, out.toByteArray());
    }
}
