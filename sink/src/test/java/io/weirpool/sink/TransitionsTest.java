package io.weirpool.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransitionsTest {
    private final Readiness readiness = new Readiness();

    @Test
    void anErrorOfTheJvmIsSaidAndEndsNothing() {
        Transitions.go(readiness, () -> {
            throw new NoClassDefFoundError("some/Class");
        });
        assertThat(readiness.why()).hasValue("versions: java.lang.NoClassDefFoundError: some/Class");

        Transitions.go(readiness, () -> {});
        assertThat(readiness.why()).isEmpty();
    }
}
