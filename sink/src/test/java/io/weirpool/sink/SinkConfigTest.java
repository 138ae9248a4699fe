package io.weirpool.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.config.Settings;
import io.weirpool.sink.batch.BatchLimits;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SinkConfigTest {
    @Test
    void limitsHaveDefaultsAndThePasswordIsNotShown() {
        SinkConfig config = SinkConfig.from(Settings.of(Map.of(
                "database.url", "postgresql://db:5432/w", "database.user", "u", "database.password", "open sesame")));
        assertThat(config.database().jdbcUrl()).isEqualTo("jdbc:postgresql://db:5432/w");
        assertThat(config.limits()).isEqualTo(BatchLimits.STANDARD);
        assertThat(config.toString()).doesNotContain("open sesame");
    }

    @Test
    void everyMistakeIsNamedAtOnce() {
        assertThatThrownBy(() -> SinkConfig.from(Settings.of(Map.of("sink.schema", "A;b", "sink.pool.size", "1000"))))
                .hasMessageContaining("database.url")
                .hasMessageContaining("database.user")
                .hasMessageContaining("database.password")
                .hasMessageContaining("sink.schema")
                .hasMessageContaining("sink.pool.size");
    }
}
