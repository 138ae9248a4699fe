package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.processor.aggregate.Total;
import java.util.List;

/** What is remembered of a group's rows: version byte, how many there are, each total. */
final class GroupTotals {
    private static final int CAPACITY = 64;

    private final List<Total> totals;
    private long rows;

    /** Of no rows; {@code totals} are new. */
    GroupTotals(List<Total> totals) {
        this.totals = totals;
    }

    /** Adds what {@link PartialAggregate} emitted: any number of partials, one after the other. */
    void merge(byte[] partials) {
        ByteInput in = new ByteInput(partials);
        while (in.remaining() > 0) {
            requireVersion(in);
            rows += in.readZigzag();
            for (Total total : totals) {
                total.merge(in);
            }
        }
    }

    /** Reads what {@link #encoded} made, when there are no rows yet. */
    void load(byte[] stored) {
        ByteInput in = new ByteInput(stored);
        requireVersion(in);
        rows = in.readZigzag();
        for (Total total : totals) {
            total.load(in);
        }
    }

    private static void requireVersion(ByteInput in) {
        byte version = in.readByte();
        if (version != AggregateLayout.VERSION) {
            throw new WeirpoolException(
                    ErrorCode.STATE_FORMAT_UNKNOWN,
                    "aggregate state of version %d, this Weirpool reads %d"
                            .formatted(version, AggregateLayout.VERSION));
        }
    }

    byte[] encoded() {
        ByteOutput out = new ByteOutput(CAPACITY);
        out.writeByte(AggregateLayout.VERSION);
        out.writeZigzag(rows);
        for (Total total : totals) {
            total.save(out);
        }
        return out.toByteArray();
    }

    /** Negative where more were taken back than came so far. */
    long rows() {
        return rows;
    }

    List<Total> totals() {
        return totals;
    }
}
