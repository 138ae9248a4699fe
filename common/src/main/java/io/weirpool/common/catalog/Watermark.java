package io.weirpool.common.catalog;

/**
 * What a stream says of the order of its times: in a partition of its log no row is expected whose time is more than
 * {@code delayMicros} before the greatest time of the rows before it. A row that is, is late.
 *
 * @param column index of the time, a TIMESTAMP or TIMESTAMPTZ; a row whose time is NULL is never late
 * @param delayMicros at least 0
 * @param aheadMicros how far a time may be ahead of the row's append to the log, above 0: one that is farther is taken
 *     for a mistake and is nobody's measure
 */
public record Watermark(int column, long delayMicros, long aheadMicros) {
    public Watermark {
        if (column < 0 || delayMicros < 0 || aheadMicros < 1) {
            throw new IllegalArgumentException(
                    "column %d, delay %d, ahead %d".formatted(column, delayMicros, aheadMicros));
        }
    }
}
