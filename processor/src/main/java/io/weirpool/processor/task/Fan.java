package io.weirpool.processor.task;

import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.model.Change;
import io.weirpool.processor.operator.ChangeOutput;
import io.weirpool.processor.operator.HopInput;
import io.weirpool.sql.compile.ExpressionFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends the rows of a stage to the stages that read it; counts those a step on the way cannot compute. */
final class Fan implements ChangeOutput {
    private static final int OF_STAGE = -1;

    private final int stage;
    private final RowCodec codec;
    private final List<Lane> lanes;
    private final ErrorCounts errors;
    private final Readers readers;
    private final Runnable counter;

    /**
     * {@code steps}, then {@code input}.
     *
     * @param number of the edge
     * @param readers of the stage it leads to
     */
    record Lane(int number, Pipe steps, HopInput input, Readers readers) {
        static Lane of(Edge edge, StageState.Around around, FlowGraph.Node to) {
            return new Lane(edge.number(), edge.pipe(), around.input(edge), around.readers(to.programs()));
        }
    }

    /**
     * Lanes out of a stage.
     *
     * @param codec of the rows of the stage with this number
     * @param readers of the stage
     * @param counter is told of each row
     */
    Fan(int stage, RowCodec codec, List<Lane> lanes, ErrorCounts errors, Readers readers, Runnable counter) {
        this.stage = stage;
        this.codec = codec;
        this.lanes = List.copyOf(lanes);
        this.errors = errors;
        this.readers = readers;
        this.counter = counter;
    }

    @Override
    public void emit(@Nullable Object[] row, long weight) {
        counter.run();
        for (Lane lane : lanes) {
            if (lane.readers().any()) {
                send(lane, row, weight);
            }
        }
    }

    private void send(Lane lane, @Nullable Object[] row, long weight) {
        try {
            lane.steps().apply(row, made -> lane.input().apply(new Change(made, weight)));
        } catch (ExpressionFailure failure) {
            errors.add(lane.readers(), named(lane.number(), row), weight, failure);
        }
    }

    @Override
    public void failed(@Nullable Object[] row, long weight, ExpressionFailure failure) {
        errors.add(readers, named(OF_STAGE, row), weight, failure);
    }

    private byte[] named(int lane, @Nullable Object[] row) {
        ByteOutput out = new ByteOutput(128);
        out.writeVarint(stage);
        out.writeZigzag(lane);
        out.writeBytes(codec.encode(row));
        return out.toByteArray();
    }
}
