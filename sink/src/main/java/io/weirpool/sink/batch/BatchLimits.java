package io.weirpool.sink.batch;

import java.time.Duration;

/**
 * When what is waiting is written.
 *
 * @param rowsMax of all view partitions together; up to about 5,000 rows {@code unnest} is as cheap as COPY
 * @param bytesMax heap of all waiting records
 * @param ageMax how long a record waits for others to be written with: readers see it that much later
 */
public record BatchLimits(int rowsMax, long bytesMax, Duration ageMax) {
    /** 5,000 rows or 16 MiB or 50 ms. */
    public static final BatchLimits STANDARD = new BatchLimits(5_000, 16L << 20, Duration.ofMillis(50));

    public BatchLimits {
        if (rowsMax < 1 || bytesMax < 1 || ageMax.isNegative()) {
            throw new IllegalArgumentException("limits " + rowsMax + ", " + bytesMax + ", " + ageMax);
        }
    }

    /** The same for records that wait no longer than this. */
    public BatchLimits withAgeAtMost(Duration age) {
        return new BatchLimits(rowsMax, bytesMax, ageMax.compareTo(age) < 0 ? ageMax : age);
    }
}
