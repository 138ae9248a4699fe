package io.weirpool.e2e.simulation;

import io.weirpool.processor.state.MemoryStore;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.processor.state.WriteBack;
import io.weirpool.processor.task.Emitter;
import io.weirpool.processor.task.Hop;
import io.weirpool.processor.task.Outgoing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A task with its transaction: what it reads, writes to its store and sends counts when it commits, and never was when it
 * aborts.
 */
final class SimulatedTask {
    private final List<String> inputs;
    private final Function<Opening, Running> opener;
    private final Topics topics;
    private final MemoryStore committed = new MemoryStore();
    private final Map<String, Integer> positions = new HashMap<>();
    private @Nullable Transaction open;

    /** What a task is made of. */
    record Opening(OrderedStore store, Emitter emitter) {}

    /** The product's code of a task. */
    interface Running {
        void process(String input, SimulatedRecord message, int offset);

        void flush();
    }

    private static final class Transaction {
        private final WriteBack store;
        private final Buffer sent;
        private final Map<String, Integer> positions;
        private final Running running;

        Transaction(WriteBack store, Buffer sent, Map<String, Integer> positions, Running running) {
            this.store = store;
            this.sent = sent;
            this.positions = positions;
            this.running = running;
        }
    }

    /** Records sent and not committed. */
    private static final class Buffer implements Emitter {
        private final List<Runnable> records = new ArrayList<>();
        private final Topics topics;

        Buffer(Topics topics) {
            this.topics = topics;
        }

        @Override
        public void trace(@Nullable String traceparent) {}

        @Override
        public @Nullable String trace() {
            return null;
        }

        @Override
        public void toTopic(Outgoing outgoing, byte[] key, @Nullable String header) {
            records.add(() ->
                    topics.append(outgoing.topic(), outgoing, new SimulatedRecord(key, outgoing.value(), header)));
        }

        @Override
        public void toHop(Hop hop, Outgoing outgoing) {
            records.add(() ->
                    topics.append(hop.name(), outgoing, new SimulatedRecord(new byte[0], outgoing.value(), null)));
        }
    }

    /** {@code inputs}: names of topic partitions; {@code opener} makes the task on its store. */
    SimulatedTask(List<String> inputs, Function<Opening, Running> opener, Topics topics) {
        this.inputs = List.copyOf(inputs);
        this.opener = opener;
        this.topics = topics;
    }

    private Transaction transaction() {
        Transaction current = open;
        if (current == null) {
            WriteBack store = new WriteBack(committed);
            Buffer sent = new Buffer(topics);
            current = new Transaction(store, sent, new HashMap<>(positions), opener.apply(new Opening(store, sent)));
            open = current;
        }
        return current;
    }

    /** Processes up to {@code records} of its inputs in an order the random chooses; says whether there was one. */
    boolean process(Random random, int records) {
        Transaction current = transaction();
        boolean any = false;
        for (int i = 0; i < records; i++) {
            List<String> waiting = inputs.stream()
                    .filter(input -> current.positions.getOrDefault(input, 0) < topics.size(input))
                    .toList();
            if (waiting.isEmpty()) {
                return any;
            }
            any = true;
            String input = waiting.get(random.nextInt(waiting.size()));
            int offset = current.positions.getOrDefault(input, 0);
            current.positions.put(input, offset + 1);
            current.running.process(input, topics.read(input, offset), offset);
        }
        return any;
    }

    /** Ends the transaction: all of it counts. The task goes on, or is made anew from its store. */
    void commit(boolean restart) {
        Transaction current = transaction();
        current.running.flush();
        current.store.flush();
        current.sent.records.forEach(Runnable::run);
        current.sent.records.clear();
        positions.putAll(current.positions);
        if (restart) {
            open = null;
        }
    }

    /** Entries of its store as of the last commit. */
    int stateEntries() {
        return committed.size();
    }

    /** Ends the transaction: none of it was. */
    void abort() {
        open = null;
    }
}
