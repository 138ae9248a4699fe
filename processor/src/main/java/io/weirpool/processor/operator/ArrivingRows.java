package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.RowCodec;
import java.util.List;

/** Gives an operator the rows that {@link PartialRows} sent. */
public final class ArrivingRows implements HopOutput {
    private final RowOperator operator;
    private final List<RowCodec> codecs;

    /** Of an operator whose inputs have these keys, by port. */
    public ArrivingRows(RowOperator operator, List<RowKeys> inputs) {
        this.operator = operator;
        this.codecs = inputs.stream().map(RowKeys::rowCodec).toList();
    }

    @Override
    public void merge(byte[] key, byte[] value) {
        ByteInput in = new ByteInput(value);
        int port = in.readByte() & 0xFF;
        long weight = in.readZigzag();
        operator.apply(port, key, codecs.get(port).decode(in.readBytes(in.remaining())), weight);
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
