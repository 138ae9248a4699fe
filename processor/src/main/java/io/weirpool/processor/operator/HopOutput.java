package io.weirpool.processor.operator;

/** The half of a keyed operator that stands after a hop: keeps the state of the keys sent to its task. */
public interface HopOutput {
    /** Takes what the half before the hop emitted. */
    void merge(byte[] key, byte[] value);

    /** Writes state and emits changes, at most one per key; before each commit. */
    void flush();

    /** Gives up the state of keys that get no changes any more, and emits what was held back for them; after a flush. */
    void close(ClosedKeys closed);
}
