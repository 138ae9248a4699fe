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
    private final int stage;
    private final RowCodec codec;
    private final List<Lane> lanes;
    private final ErrorCounts errors;
    private final Runnable counter;

    /** {@code steps}, then {@code input}. */
    record Lane(Pipe steps, HopInput input) {}

    /** {@code codec}: of the rows of the stage with this number; {@code counter} is told of each. */
    Fan(int stage, RowCodec codec, List<Lane> lanes, ErrorCounts errors, Runnable counter) {
        this.counter = counter;
        this.stage = stage;
        this.codec = codec;
        this.lanes = List.copyOf(lanes);
        this.errors = errors;
    }

    @Override
    public void emit(@Nullable Object[] row, long weight) {
        counter.run();
        for (int i = 0; i < lanes.size(); i++) {
            Lane lane = lanes.get(i);
            try {
                lane.steps().apply(row, made -> lane.input().apply(new Change(made, weight)));
            } catch (ExpressionFailure failure) {
                errors.add(named(i, row), weight, failure);
            }
        }
    }

    @Override
    public void failed(@Nullable Object[] row, long weight, ExpressionFailure failure) {
        errors.add(named(-1, row), weight, failure);
    }

    private byte[] named(int lane, @Nullable Object[] row) {
        ByteOutput out = new ByteOutput(128);
        out.writeVarint(stage);
        out.writeZigzag(lane);
        out.writeBytes(codec.encode(row));
        return out.toByteArray();
    }
}
