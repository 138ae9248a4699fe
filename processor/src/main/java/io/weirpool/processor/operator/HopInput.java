package io.weirpool.processor.operator;

import io.weirpool.common.model.Change;

/** The half of a keyed operator that stands before a hop: merges changes by key until it is flushed. */
public interface HopInput {
    void apply(Change change);

    /** Emits all that was merged; before each commit. */
    void flush();
}
