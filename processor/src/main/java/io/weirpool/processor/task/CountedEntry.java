package io.weirpool.processor.task;

import org.jspecify.annotations.Nullable;

/** Counts the commands that come to a view, and those that it takes. */
record CountedEntry(ViewEntry entry, OperatorCounts counts) implements ViewEntry {
    @Override
    public boolean apply(@Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after, long offset) {
        counts.in();
        boolean taken = entry.apply(before, after, offset);
        if (taken) {
            counts.out();
        }
        return taken;
    }

    @Override
    public boolean wants(@Nullable Object[] row) {
        return entry.wants(row);
    }

    @Override
    public void flush() {
        entry.flush();
        counts.flush();
    }
}
