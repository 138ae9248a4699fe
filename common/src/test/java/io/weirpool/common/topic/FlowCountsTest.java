package io.weirpool.common.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.topic.FlowCounts.Count;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowCountsTest {
    @Test
    void whatIsWrittenIsRead() {
        FlowCounts counts = new FlowCounts(
                "a-1",
                List.of(new Count("on_time", "0", 12, 3), new Count("on_time", "log:flight_event", 1L << 40, 0)));
        assertThat(FlowCounts.fromJson(counts.toJson())).isEqualTo(counts);
        assertThat(FlowCounts.fromJson(new FlowCounts("b", List.of()).toJson()).counts())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"process\":\"a\",\"counts\":[1]}", "{\"process\":\"a\",\"counts\":[{}]}"})
    void otherTextIsRefused(String json) {
        assertThatThrownBy(() -> FlowCounts.fromJson(json.getBytes(UTF_8))).isInstanceOf(WeirpoolException.class);
    }
}
