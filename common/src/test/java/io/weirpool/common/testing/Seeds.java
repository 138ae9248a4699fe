package io.weirpool.common.testing;

import java.util.stream.LongStream;

/** Seeds for generated tests: the same every run, so that a failure can be repeated; the seed is in the test's name. */
public final class Seeds {
    private Seeds() {}

    public static LongStream next() {
        return LongStream.rangeClosed(1, 200);
    }
}
