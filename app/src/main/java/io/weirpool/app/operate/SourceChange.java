package io.weirpool.app.operate;

import io.weirpool.common.catalog.Source;

/** Which changes of a source leave the commands in its log what they were. */
final class SourceChange {
    private SourceChange() {}

    static boolean isCompatible(Source before, Source now) {
        return before.equals(now);
    }
}
