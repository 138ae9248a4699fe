package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteOutput;

/** What one aggregate call makes of some changes of a group, to be sent to where the group is kept. */
public interface Partial {
    /** Counts what {@link Call#argument} gave {@code weight} times; negative: takes it back. */
    void add(Object value, long weight);

    /** Appends what {@link Total#merge} reads. */
    void write(ByteOutput out);

    /** About how many bytes it holds beyond a fixed few; what is large is sent early. */
    default int bytes() {
        return 0;
    }
}
