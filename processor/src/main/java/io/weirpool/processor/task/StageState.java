package io.weirpool.processor.task;

import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.codec.KeyCodec;
import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.kafka.KeyPartition;
import io.weirpool.common.model.Change;
import io.weirpool.processor.operator.ArrivingRows;
import io.weirpool.processor.operator.BagView;
import io.weirpool.processor.operator.ClosedKeys;
import io.weirpool.processor.operator.Emission;
import io.weirpool.processor.operator.FinalAggregate;
import io.weirpool.processor.operator.HopInput;
import io.weirpool.processor.operator.HopOutput;
import io.weirpool.processor.operator.KeyedOutput;
import io.weirpool.processor.operator.KeyedViewState;
import io.weirpool.processor.operator.Outcome;
import io.weirpool.processor.operator.OutcomeOutput;
import io.weirpool.processor.operator.RowHash;
import io.weirpool.processor.operator.RowKeys;
import io.weirpool.processor.operator.RowOperator;
import io.weirpool.processor.operator.RowOperators;
import io.weirpool.processor.operator.SlicedAggregate;
import io.weirpool.processor.operator.UniqueRows;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One stage of one view in one task: the operator on its state, and where its rows go. Used by one thread. */
final class StageState {
    private static final byte[] OPERATOR = {0};
    private static final byte[] ERRORS = {1};
    private static final byte[] BEGUN = {2};
    private static final byte[] YES = {1};
    /** The key of an error where there is none: making one costs more than the rest of a change. */
    private static final byte[] NOT_NAMED = {};

    private final ViewProgram program;
    private final int number;
    private final Stage stage;
    private final OrderedStore store;
    private final ViewWriter writer;
    private final ErrorCounts errors;
    private final OperatorCounts counts;
    private final HopOutput operator;
    private final List<HopInput> within = new ArrayList<>();
    private @Nullable UniqueRows unique;
    private @Nullable Object closedBelow;

    /**
     * A stage on its state.
     *
     * @param store the stage's own
     * @param writer to this task's partition of the view topic
     * @param counts of the stage in this task
     * @param inputs where an edge out of this stage sends
     */
    StageState(
            ViewProgram program,
            int number,
            OrderedStore store,
            ViewWriter writer,
            OperatorCounts counts,
            Function<Edge, HopInput> inputs) {
        this.counts = counts;
        this.program = program;
        this.number = number;
        this.stage = program.stage(number);
        this.store = store;
        this.writer = writer;
        this.errors = new ErrorCounts(store.under(ERRORS), writer);
        this.operator = operator(inputs);
    }

    private HopOutput operator(Function<Edge, HopInput> inputs) {
        OrderedStore own = store.under(OPERATOR);
        if (stage instanceof Stage.Counted counted) {
            return new BagView(counted.codec(), own, this::counted, order(counted), emission());
        }
        if (stage instanceof Stage.Keyed keyed) {
            return new ArrivingRows(keyed(keyed, own), List.of(keyed.keys()));
        }
        if (stage instanceof Stage.Groups groups) {
            OutcomeOutput output = program.isLast(number) ? lastGroups(groups) : passedGroups(groups, inputs);
            return groups.sliced()
                    .<HopOutput>map(sliced -> new SlicedAggregate(groups.layout(), sliced, groups.after(), own, output))
                    .orElseGet(() -> new FinalAggregate(groups.layout(), groups.after(), own, output, emission()));
        }
        Plan plan = ((Stage.Rows) stage).plan();
        RowOperator rows = RowOperators.of(plan, own, fan(RowCodec.of(plan.rowType()), inputs));
        List<RowKeys> keys = IntStream.range(0, plan.inputs().size())
                .mapToObj(port -> RowKeys.of(plan, port))
                .toList();
        return new ArrivingRows(rows, keys);
    }

    private RowOperator keyed(Stage.Keyed keyed, OrderedStore own) {
        if (keyed.unique() && emission() == Emission.OF_CHANGES) {
            UniqueRows rows = new UniqueRows(this::changed);
            unique = rows;
            return rows;
        }
        return new KeyedRows(new KeyedViewState(keyed.keys().rowCodec(), own, this::changed, emission()));
    }

    /** Only what the view itself holds waits until it is final. */
    private Emission emission() {
        return program.eventTime().emitFinal() && program.isLast(number) ? Emission.WHEN_CLOSED : Emission.OF_CHANGES;
    }

    private static BagView.Order order(Stage.Counted counted) {
        return counted.closedBy() < 0
                ? BagView.Order.NONE
                : KeyCodec.of(counted.rowType(), List.of(counted.closedBy()))::encode;
    }

    /** The view's last state takes rows like other operators. */
    private record KeyedRows(KeyedViewState state) implements RowOperator {
        @Override
        public void apply(int port, byte[] key, @Nullable Object[] row, long weight) {
            state.apply(key, new Change(row, weight));
        }

        @Override
        public void flush() {
            state.flush();
        }

        @Override
        public void close(ClosedKeys closed) {
            state.close(closed);
        }
    }

    private void changed(byte[] key, Outcome before, Outcome after) {
        counts.out();
        writer.changed(key, before, after);
    }

    private void counted(byte[] hash, @Nullable Object[] row, long count) {
        counts.out();
        writer.counted(hash, row, count);
    }

    private OutcomeOutput lastGroups(Stage.Groups groups) {
        return (group, before, after) -> {
            boolean failed = before.isFailed() || after.isFailed();
            changed(failed ? errorKey(groups, group) : NOT_NAMED, before, after);
        };
    }

    private byte[] errorKey(Stage.Groups groups, byte[] group) {
        List<Integer> columns = groups.errorKey();
        return columns == null
                ? ViewWriter.hashKey(RowHash.of(group))
                : writer.keyOf(groups.layout().group(group), columns);
    }

    private OutcomeOutput passedGroups(Stage.Groups groups, Function<Edge, HopInput> inputs) {
        Fan fan = fan(RowCodec.of(groups.rowType()), inputs);
        return (group, before, after) -> {
            pass(fan, before, -1);
            pass(fan, after, 1);
            if (before.isFailed() || after.isFailed()) {
                writer.error(ViewWriter.hashKey(RowHash.of(named(group))), before, after);
            }
        };
    }

    private static void pass(Fan fan, Outcome outcome, long weight) {
        @Nullable Object[] row = outcome.rowOrNull();
        if (row != null) {
            fan.emit(row, weight);
        }
    }

    /** A group of this stage and no other of the view. */
    private byte[] named(byte[] group) {
        ByteOutput out = new ByteOutput(group.length + 2);
        out.writeVarint(number);
        out.writeBytes(group);
        return out.toByteArray();
    }

    private Fan fan(RowCodec codec, Function<Edge, HopInput> inputs) {
        List<Fan.Lane> lanes = program.edgesFrom(number).stream()
                .map(edge -> new Fan.Lane(edge.pipe(), inputs.apply(edge)))
                .toList();
        return new Fan(number, codec, lanes, errors, counts::out);
    }

    void merge(byte[] key, byte[] value) {
        counts.in();
        operator.merge(key, value);
    }

    /** For rows of an earlier stage of the same task. */
    HopInput input(Edge edge) {
        HopInput input = operator instanceof ArrivingRows rows
                ? rows.input(edge.port())
                : StageInputs.of(stage, edge, operator::merge);
        within.add(input);
        return new CountedInput(input, counts);
    }

    private record CountedInput(HopInput input, OperatorCounts counts) implements HopInput {
        @Override
        public void apply(Change change) {
            counts.in();
            input.apply(change);
        }

        @Override
        public void flush() {
            input.flush();
        }
    }

    /** Keeps what it holds within its bounds; while no operator of the task is at work. */
    void relieve() {
        if (unique != null && unique.isFull()) {
            unique.flush();
        }
    }

    /** After the stages of the task that it reads. */
    void flush() {
        within.forEach(HopInput::flush);
        operator.flush();
        errors.flush();
        counts.flush();
    }

    /** Gives up what gets no changes any more, as streams have come to these marks; after a flush. */
    void close(Marks marks) {
        Closing closing = stage.closing();
        Object below = closing == null ? null : closing.bound(marks);
        if (closing == null || below == null || (closedBelow != null && !Closing.isLess(closedBelow, below))) {
            return;
        }
        operator.close(ClosedKeys.between(closing.type(), closedBelow, below));
        closedBelow = below;
    }

    /**
     * Makes what is there without any command: the row of a global aggregate, constants. Each in the one task that keeps
     * its key. Says whether it made anything, which it does once.
     */
    boolean begin(int partition) {
        boolean began = operator instanceof FinalAggregate aggregate
                && KeyPartition.of(new byte[0], program.view().partitions()) == partition
                && aggregate.begin();
        List<Edge> constant = program.edges().stream()
                .filter(e -> e.stage() == number && e.from() instanceof Edge.FromValues)
                .toList();
        if (constant.isEmpty() || store.get(BEGUN) != null) {
            return began;
        }
        store.put(BEGUN, YES);
        constant.forEach(edge -> beginWith(edge, partition));
        return true;
    }

    private void beginWith(Edge edge, int partition) {
        Routing routing = Routing.of(stage, edge.port());
        KeyedOutput output = (key, value) -> routing.send(key, program.view().partitions(), (to, arriving) -> {
            if (to == partition) {
                operator.merge(arriving, value);
            }
        });
        HopInput input = StageInputs.of(stage, edge, output);
        Plan.Values values = ((Edge.FromValues) edge.from()).values();
        Fan fan = new Fan(
                number, RowCodec.of(values.rowType()), List.of(new Fan.Lane(edge.pipe(), input)), errors, () -> {});
        for (List<Expression.Constant> row : values.rows()) {
            fan.emit(row.stream().map(Expression.Constant::value).toArray(), 1);
        }
        input.flush();
    }
}
