package io.weirpool.app.verify;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.Watermark;
import io.weirpool.common.model.TypeKind;

/**
 * The rows of a stream that are not late, as a query: a row is late when its time is less than the greatest before it in
 * its partition, less the delay; one too far ahead of its append is no measure, and left out as well.
 */
final class InTime {
    private InTime() {}

    /** @param commands a query of all commands and ticks before the point, under {@link Scratch}'s names */
    static String of(Source source, Watermark watermark, String commands) {
        String type =
                source.columns().type(watermark.column()).kind() == TypeKind.TIMESTAMPTZ ? "timestamptz" : "timestamp";
        // from the epoch: a time zone's rules do not matter, and intervals are of micros only
        String timed =
                "SELECT c.*, coalesce(c.c%1$d::%2$s, %2$s 'epoch' + c.tick * interval '1 microsecond') AS t_, %2$s 'epoch' + c.appended * interval '1 millisecond' + %3$d * interval '1 microsecond' AS ahead_ FROM (%4$s) AS c"
                        .formatted(watermark.column(), type, watermark.aheadMicros(), commands);
        String measured =
                "SELECT t.*, max(t.t_) FILTER (WHERE t.t_ <= t.ahead_) OVER (PARTITION BY t.partition ORDER BY t.log_offset ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS greatest_ FROM (%s) AS t"
                        .formatted(timed);
        return "(SELECT * FROM (%s) AS m WHERE m.t_ IS NULL OR (m.t_ <= m.ahead_ AND (m.greatest_ IS NULL OR m.t_ >= m.greatest_ - %d * interval '1 microsecond')))"
                .formatted(measured, watermark.delayMicros());
    }
}
