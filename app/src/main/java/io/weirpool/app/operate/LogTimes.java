package io.weirpool.app.operate;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.Name;
import java.util.List;
import java.util.OptionalLong;

/** When records came into a log, and how far a stream's times have come. */
interface LogTimes {
    /** The first offset of each partition whose record was appended at this time or later; the end where there is none. */
    List<Long> offsetsSince(Name pipeline, Source source, long appendedMillis);

    /**
     * The stream's watermark, in microseconds, or what is below it: no row that is not late is below it, in any partition. Empty while a
     * partition has had no row.
     */
    OptionalLong mark(Name pipeline, Source stream);
}
