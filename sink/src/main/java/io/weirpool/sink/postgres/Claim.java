package io.weirpool.sink.postgres;

import io.weirpool.sink.batch.ViewPartition;

/**
 * The right to write a view partition, until somebody claims it after us.
 *
 * @param nextOffset of the view topic: everything before it is in the table
 * @param epoch higher than that of every claim before
 */
public record Claim(ViewPartition partition, long nextOffset, long epoch) {
    /** The same right, further on. */
    public Claim at(long offset) {
        return new Claim(partition, offset, epoch);
    }
}
