package io.weirpool.processor.operator;

/** Takes what became of a key: {@code before} and {@code after} differ. */
@FunctionalInterface
public interface OutcomeOutput {
    void changed(byte[] key, Outcome before, Outcome after);
}
