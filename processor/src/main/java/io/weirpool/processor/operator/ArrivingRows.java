package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.model.Change;
import java.util.List;

/** Gives an operator the rows that {@link PartialRows}, or a half of its own, sent. */
public final class ArrivingRows implements HopOutput {
    private final RowOperator operator;
    private final List<RowKeys> keys;
    private final List<RowCodec> codecs;

    /** Of an operator whose inputs have these keys, by port. */
    public ArrivingRows(RowOperator operator, List<RowKeys> inputs) {
        this.operator = operator;
        this.keys = List.copyOf(inputs);
        this.codecs = inputs.stream().map(RowKeys::rowCodec).toList();
    }

    /** For rows made in the same task, which come as they are. */
    public HopInput input(int port) {
        RowKeys ofPort = keys.get(port);
        return new HopInput() {
            @Override
            public void apply(Change change) {
                if (!ofPort.matchesNothing(change.row())) {
                    operator.apply(port, ofPort.encode(change.row()), change.row(), change.weight());
                }
            }

            @Override
            public void flush() {}
        };
    }

    @Override
    public void merge(byte[] key, byte[] value) {
        ByteInput in = new ByteInput(value);
        int port = in.readByte() & 0xFF;
        long weight = in.readZigzag();
        operator.merge(port, key, in, codecs.get(port), weight);
    }

    @Override
    public void flush() {
        operator.flush();
    }

    @Override
    public void close(ClosedKeys closed) {
        operator.close(closed);
    }
}
