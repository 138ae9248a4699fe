package io.weirpool.processor.operator;

/** When the last state of a view says what it holds. */
public enum Emission {
    /** Each change, at the flush after it. */
    OF_CHANGES,
    /** What is left when a key is closed, once. */
    WHEN_CLOSED
}
