package io.weirpool.processor.operator;

/** Takes what goes to the task that keeps a key. */
@FunctionalInterface
public interface KeyedOutput {
    void emit(byte[] key, byte[] value);
}
