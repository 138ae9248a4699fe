package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Change;
import io.weirpool.processor.aggregate.Partial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Aggregates changes by group before they are sent to where the group is kept, so that a group changed a thousand times
 * between two commits travels once.
 *
 * <p>What is emitted: version byte, change of the number of rows, then each call's partial.
 */
public final class PartialAggregate implements HopInput {
    /** Groups held: at some 300 bytes each 3 MB of heap for a task. */
    private static final int GROUPS_MAX = 10_000;
    /** Of one group: what is sent stays far below the 1 MiB a Kafka record may have by default. */
    private static final int GROUP_BYTES_MAX = 64 << 10;

    private final AggregateLayout layout;
    private final KeyedOutput output;
    private final Map<Bytes, Group> groups = new LinkedHashMap<>();

    private static final class Group {
        private final List<Partial> partials;
        private long rows;

        Group(List<Partial> partials) {
            this.partials = partials;
        }
    }

    public PartialAggregate(AggregateLayout layout, KeyedOutput output) {
        this.layout = layout;
        this.output = output;
    }

    @Override
    public void apply(Change change) {
        Bytes key = Bytes.wrap(layout.key(change.row()));
        Group group = groups.computeIfAbsent(key, k -> new Group(layout.newPartials()));
        group.rows += change.weight();
        int bytes = 0;
        for (int i = 0; i < group.partials.size(); i++) {
            Object value = layout.calls().get(i).argument(change.row());
            if (value != null) {
                group.partials.get(i).add(value, change.weight());
            }
            bytes += group.partials.get(i).bytes();
        }
        if (bytes > GROUP_BYTES_MAX) {
            groups.remove(key);
            emit(key, group);
        } else if (groups.size() >= GROUPS_MAX) {
            flush();
        }
    }

    @Override
    public void flush() {
        groups.forEach(this::emit);
        groups.clear();
    }

    private void emit(Bytes key, Group group) {
        ByteOutput out = new ByteOutput(64);
        out.writeByte(AggregateLayout.VERSION);
        out.writeZigzag(group.rows);
        group.partials.forEach(partial -> partial.write(out));
        output.emit(key.array(), out.toByteArray());
    }
}
