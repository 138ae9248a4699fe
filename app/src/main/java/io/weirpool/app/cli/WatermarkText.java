package io.weirpool.app.cli;

import io.weirpool.common.catalog.Watermark;
import io.weirpool.common.model.Interval;
import io.weirpool.common.model.RowType;

/** A watermark as it is declared. */
final class WatermarkText {
    private WatermarkText() {}

    static String of(Watermark watermark, RowType columns) {
        String column = columns.column(watermark.column()).name().value();
        return "WATERMARK FOR %s AS %s - INTERVAL '%s', rows up to '%s' ahead of the clock"
                .formatted(column, column, span(watermark.delayMicros()), span(watermark.aheadMicros()));
    }

    /** As PostgreSQL prints an interval. */
    static String span(long micros) {
        return Interval.ofSpan(
                        Math.floorDiv(micros, Interval.MICROS_PER_DAY), Math.floorMod(micros, Interval.MICROS_PER_DAY))
                .toString();
    }
}
