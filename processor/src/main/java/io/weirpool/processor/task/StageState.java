package io.weirpool.processor.task;

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
import io.weirpool.processor.operator.RowKeys;
import io.weirpool.processor.operator.RowOperator;
import io.weirpool.processor.operator.RowOperators;
import io.weirpool.processor.operator.SlicedAggregate;
import io.weirpool.processor.operator.UniqueRows;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Plan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One stage in one task: the operator on its state, and where its rows go. Used by one thread. */
final class StageState {
    private static final byte[] OPERATOR = {0};
    private static final byte[] ERRORS = {1};
    private static final byte[] BEGUN = {2};
    private static final byte[] YES = {1};

    private final FlowGraph graph;
    private final int number;
    private final FlowGraph.Node node;
    private final OrderedStore store;
    private final Around around;
    private final ErrorCounts errors;
    private final StageCounts counts;
    private final Readers readers;
    private final HopOutput operator;
    private final List<HopInput> within = new ArrayList<>();
    private @Nullable UniqueRows unique;
    private @Nullable Object closedBelow;

    /** What its task has around a stage. */
    interface Around {
        /** Where an edge out of the stage sends. */
        HopInput input(Edge edge);

        /** To this task's partition of the view's topic. */
        ViewWriter writer(ViewProgram program);

        Readers readers(Collection<ViewProgram> programs);

        StageCounts counts(int stage);
    }

    /** A stage on its state; {@code store}: its own. */
    StageState(FlowGraph graph, int number, OrderedStore store, Around around) {
        this.graph = graph;
        this.number = number;
        this.node = graph.node(number);
        this.store = store;
        this.around = around;
        this.counts = around.counts(number);
        this.readers = around.readers(node.programs());
        this.errors = new ErrorCounts(store.under(ERRORS));
        this.operator = operator();
    }

    private HopOutput operator() {
        OrderedStore own = store.under(OPERATOR);
        if (node.stage() instanceof Stage.Counted counted) {
            return new BagView(counted.codec(), own, counted(ownView()), order(counted), counted.emission());
        }
        if (node.stage() instanceof Stage.Keyed keyed) {
            return new ArrivingRows(keyed(keyed, own), List.of(keyed.keys()));
        }
        if (node.stage() instanceof Stage.Groups groups) {
            GroupRows rows = GroupRows.of(new GroupWays(graph, number, groups, around, errors, counts).all());
            return groups.sliced()
                    .<HopOutput>map(
                            sliced -> new SlicedAggregate(groups.layout(), sliced, rows.steps(), own, rows.output()))
                    .orElseGet(() ->
                            new FinalAggregate(groups.layout(), rows.steps(), own, rows.output(), groups.emission()));
        }
        Plan plan = ((Stage.Rows) node.stage()).plan();
        RowOperator rows = RowOperators.of(plan, own, fan(RowCodec.of(plan.rowType())));
        List<RowKeys> keys = IntStream.range(0, plan.inputs().size())
                .mapToObj(port -> RowKeys.of(plan, port))
                .toList();
        return new ArrivingRows(rows, keys);
    }

    /** Of a stage that holds a view's rows. */
    private ViewWriter ownView() {
        return around.writer(node.readers().get(0).program());
    }

    private RowOperator keyed(Stage.Keyed keyed, OrderedStore own) {
        ViewWriter writer = ownView();
        if (keyed.unique() && keyed.emission() == Emission.OF_CHANGES) {
            UniqueRows rows = new UniqueRows((key, before, after) -> changed(writer, key, before, after));
            unique = rows;
            return rows;
        }
        return new KeyedRows(new KeyedViewState(
                keyed.keys().rowCodec(),
                own,
                (key, before, after) -> changed(writer, key, before, after),
                keyed.emission()));
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

    private void changed(ViewWriter writer, byte[] key, Outcome before, Outcome after) {
        counts.out();
        writer.changed(key, before, after);
    }

    private BagView.Output counted(ViewWriter writer) {
        return (hash, row, count) -> {
            counts.out();
            writer.counted(hash, row, count);
        };
    }

    private Fan fan(RowCodec codec) {
        List<Fan.Lane> lanes = graph.edgesFrom(number).stream()
                .map(edge -> Fan.Lane.of(edge, around, graph.node(edge.stage())))
                .toList();
        return new Fan(number, codec, lanes, errors, readers, counts::out);
    }

    void merge(byte[] key, byte[] value) {
        counts.in();
        operator.merge(key, value);
    }

    /** For rows of an earlier stage of the same task. */
    HopInput input(Edge edge) {
        HopInput input = operator instanceof ArrivingRows rows
                ? rows.input(edge.port())
                : StageInputs.of(node.stage(), edge, operator::merge);
        within.add(input);
        return new CountedInput(input, counts);
    }

    private record CountedInput(HopInput input, StageCounts counts) implements HopInput {
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
        Closing closing = node.stage().closing();
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
                && KeyPartition.of(new byte[0], node.partitions()) == partition
                && aggregate.begin();
        List<Edge> constant = graph.edgesTo(number).stream()
                .filter(e -> e.from() instanceof Edge.FromValues)
                .toList();
        if (constant.isEmpty() || store.get(BEGUN) != null) {
            return began;
        }
        store.put(BEGUN, YES);
        constant.forEach(edge -> beginWith(edge, partition));
        return true;
    }

    private void beginWith(Edge edge, int partition) {
        Routing routing = Routing.of(node.stage(), edge.port());
        KeyedOutput output = (key, value) -> routing.send(key, node.partitions(), (to, arriving) -> {
            if (to == partition) {
                operator.merge(arriving, value);
            }
        });
        HopInput input = StageInputs.of(node.stage(), edge, output);
        Plan.Values values = ((Edge.FromValues) edge.from()).values();
        Fan.Lane lane = new Fan.Lane(edge.number(), edge.pipe(), input, readers);
        Fan fan = new Fan(number, RowCodec.of(values.rowType()), List.of(lane), errors, readers, () -> {});
        for (List<Expression.Constant> row : values.rows()) {
            fan.emit(row.stream().map(Expression.Constant::value).toArray(), 1);
        }
        input.flush();
    }
}
