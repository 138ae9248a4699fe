package io.weirpool.app.operate;

import io.weirpool.common.catalog.Watermark;
import io.weirpool.common.model.Interval;
import io.weirpool.common.model.RowType;

/** A watermark as it is declared. */
public final class WatermarkText {
    private WatermarkText() {}

    /** For people. */
    public static String of(Watermark watermark, RowType columns) {
        String column = columns.column(watermark.column()).name().value();
        return "WATERMARK FOR %s AS %s - INTERVAL '%s', rows up to '%s' ahead of the clock"
                .formatted(column, column, span(watermark.delayMicros()), span(watermark.aheadMicros()));
    }

    /** As PostgreSQL prints an interval. */
    public static String span(long micros) {
        return Interval.ofSpan(
                        Math.floorDiv(micros, Interval.MICROS_PER_DAY), Math.floorMod(micros, Interval.MICROS_PER_DAY))
                .toString();
    }
}
