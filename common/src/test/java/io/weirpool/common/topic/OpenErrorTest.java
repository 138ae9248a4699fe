package io.weirpool.common.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.error.WeirpoolException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OpenErrorTest {
    @Test
    void readsWhatItWrote() {
        OpenError error = new OpenError("division-by-zero", "1 / \"0\"", null);
        assertThat(OpenError.fromJson(error.toJson())).isEqualTo(error);
    }

    @Test
    void refusesSomethingElse() {
        assertThatThrownBy(() -> OpenError.fromJson("[1]".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(WeirpoolException.class);
    }
}
