package io.weirpool.processor.operator;

import org.jspecify.annotations.Nullable;

/** A change that is held: how much more often the row is there. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record WeightedRow(@Nullable Object[] values, long weight) {}
