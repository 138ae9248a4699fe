package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.model.TypeKind;
import org.jspecify.annotations.Nullable;

/** BIT_AND, BIT_OR, BIT_XOR: how many values there are and how many of them have each bit; NULL without values. */
final class BitCounts extends Mergeable {
    /** Whether the result has a bit. */
    @FunctionalInterface
    interface Rule {
        /** @param with how many of the {@code count} values have it */
        boolean has(long with, long count);
    }

    private final Rule rule;
    private final TypeKind kind;
    private final long[] withBit;
    private long count;

    /** @param kind SMALLINT, INTEGER or BIGINT, of arguments and result */
    BitCounts(Rule rule, TypeKind kind) {
        this.rule = rule;
        this.kind = kind;
        this.withBit =
                new long[kind == TypeKind.BIGINT ? Long.SIZE : kind == TypeKind.INTEGER ? Integer.SIZE : Short.SIZE];
    }

    @Override
    public void add(Object value, long weight) {
        long bits = ((Number) value).longValue();
        for (int i = 0; i < withBit.length; i++) {
            withBit[i] += (bits >> i & 1) * weight;
        }
        count += weight;
    }

    @Override
    public void write(ByteOutput out) {
        out.writeZigzag(count);
        for (long with : withBit) {
            out.writeZigzag(with);
        }
    }

    @Override
    public void merge(ByteInput in) {
        count += in.readZigzag();
        for (int i = 0; i < withBit.length; i++) {
            withBit[i] += in.readZigzag();
        }
    }

    @Override
    public @Nullable Object result() {
        if (count <= 0) {
            return null;
        }
        long bits = 0;
        for (int i = 0; i < withBit.length; i++) {
            bits |= rule.has(withBit[i], count) ? 1L << i : 0;
        }
        return switch (kind) {
            case BIGINT -> (Object) bits;
            case INTEGER -> (Object) (int) bits;
            default -> (Object) (int) (short) bits;
        };
    }
}
