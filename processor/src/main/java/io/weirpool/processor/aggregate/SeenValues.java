package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.RowType;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.AggregateCall.Function;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls over distinct values of the same columns, of rows that never leave: each has a filter of its own, or shares one. A
 * value has one entry, which says under which filters it has been seen; one that comes again under no new one is not written.
 */
final class SeenValues {
    private static final Set<Function> FUNCTIONS = EnumSet.of(Function.COUNT, Function.SUM, Function.AVG);
    /** They have a bit each. */
    private static final int FILTERS_MAX = Long.SIZE - 1;
    /** A map entry with its key and array, roughly. */
    private static final int ENTRY_BYTES = 16;

    private final Arguments arguments;
    private final ValueCodec codec;
    private final List<OptionalInt> filters = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();

    /** A call, and the bit of its filter. */
    private record Member(Supplier<Mergeable> call, int filter) {}

    /** A value of a row, and a bit for each filter that the row passes. */
    private record Seen(Object value, long filters) {}

    /** For calls like this one, which is not taken yet. */
    SeenValues(AggregateCall call, RowType input) {
        this.arguments = Arguments.unfiltered(call, input);
        this.codec = arguments.codec();
    }

    /** Whether the call can be one of these: its values have one form each. */
    static boolean takes(AggregateCall call, RowType input) {
        return FUNCTIONS.contains(call.function())
                && call.order().isEmpty()
                && !Arguments.unfiltered(call, input).codec().printsApart();
    }

    /** Takes a call with the same columns as the first, before any memory is made. Returns its number for {@link All#result(int)}. */
    int take(AggregateCall call, RowType input) {
        if (!filters.contains(call.filter())) {
            filters.add(call.filter());
        }
        members.add(new Member(Counted.of(call, input), filters.indexOf(call.filter())));
        return members.size() - 1;
    }

    boolean isFull() {
        return filters.size() >= FILTERS_MAX;
    }

    /** All that are taken, as one. */
    Call call() {
        return new Call(this::seen, Some::new, All::new);
    }

    private @Nullable Object seen(@Nullable Object[] row) {
        Object value = arguments.of(row);
        long passed = 0;
        for (int i = 0; value != null && i < filters.size(); i++) {
            OptionalInt filter = filters.get(i);
            if (filter.isEmpty() || Boolean.TRUE.equals(row[filter.getAsInt()])) {
                passed |= 1L << i;
            }
        }
        return passed == 0 || value == null ? null : new Seen(value, passed);
    }

    private final class Some implements Partial {
        private final Map<Bytes, Long> passed = new HashMap<>();
        private int bytes;

        @Override
        public void add(Object value, long weight) {
            Seen seen = (Seen) value;
            Bytes key = Bytes.wrap(codec.key(seen.value()));
            Long before = passed.get(key);
            if (before == null) {
                bytes += key.length() + ENTRY_BYTES;
                passed.put(key, seen.filters());
            } else if ((seen.filters() & ~before) != 0) {
                passed.put(key, before | seen.filters());
            }
        }

        @Override
        public void write(ByteOutput out) {
            out.writeVarint(passed.size());
            passed.forEach((value, filtered) -> {
                out.writeBlock(value.array());
                out.writeVarint(filtered);
            });
        }

        @Override
        public int bytes() {
            return bytes;
        }
    }

    final class All implements Total {
        private final OrderedStore values;
        private final List<Mergeable> calls;

        All(OrderedStore values) {
            this.values = values;
            this.calls = members.stream().map(member -> member.call().get()).toList();
        }

        @Override
        public void load(ByteInput in) {
            calls.forEach(call -> call.load(in));
        }

        @Override
        public void save(ByteOutput out) {
            calls.forEach(call -> call.save(out));
        }

        @Override
        public void merge(ByteInput in) {
            for (long left = in.readVarint(); left > 0; left--) {
                see(in.readBlock(), in.readVarint());
            }
        }

        @Override
        public void add(Object value, long weight) {
            Seen seen = (Seen) value;
            see(codec.key(seen.value()), seen.filters());
        }

        private void see(byte[] value, long filtered) {
            byte[] stored = values.get(value);
            long before = stored == null ? 0 : new ByteInput(stored).readVarint();
            long fresh = filtered & ~before;
            if (fresh == 0) {
                return;
            }
            ByteOutput out = new ByteOutput(10);
            out.writeVarint(before | fresh);
            values.put(value, out.toByteArray());
            Object decoded = codec.ofKey(value);
            for (int i = 0; i < calls.size(); i++) {
                if ((fresh & 1L << members.get(i).filter()) != 0) {
                    calls.get(i).add(decoded, 1);
                }
            }
        }

        /** Each call has its own: see {@link #result(int)}. */
        @Override
        public @Nullable Object result() {
            throw new UnsupportedOperationException("of which call?");
        }

        /** The value of the call that {@link #take} gave this number. */
        @Nullable Object result(int call) {
            return calls.get(call).result();
        }
    }
}
