package io.weirpool.common.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RootCauseTest {
    private static final IOException FULL = new IOException("No space left on device");

    @Test
    void theInnermostCauseIsSaidBesideWhatWrapsIt() {
        RuntimeException wrapped = new IllegalStateException("cannot start", new RuntimeException(FULL));
        assertThat(RootCause.of(wrapped)).isEqualTo("No space left on device");
        assertThat(RootCause.with(wrapped)).isEqualTo("cannot start: No space left on device");
    }

    @Test
    void nothingIsSaidTwice() {
        assertThat(RootCause.with(new RuntimeException(FULL)))
                .isEqualTo("java.io.IOException: No space left on device");
        assertThat(RootCause.with(FULL)).isEqualTo("No space left on device");
    }

    @Test
    void aFailureWithoutWordsIsNamed() {
        assertThat(RootCause.with(new IllegalStateException())).isEqualTo("java.lang.IllegalStateException");
    }
}
