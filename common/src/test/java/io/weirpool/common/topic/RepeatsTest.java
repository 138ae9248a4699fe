package io.weirpool.common.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Position.LogPartition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatsTest {
    @Test
    void whatIsWrittenIsRead() {
        Repeats repeats = new Repeats(
                new LogPartition("shop.hit", 3),
                List.of(new Repeats.Run(5, 9, "0af7651916cd43dd8448eb211c80319c"), new Repeats.Run(12, 13, "")));
        assertThat(Repeats.fromJson(repeats.toJson())).isEqualTo(repeats);
    }

    @Test
    void runCountsWhatLiesWithin() {
        Repeats.Run run = new Repeats.Run(5, 9, "");
        assertThat(run.within(0, 5)).isZero();
        assertThat(run.within(8, 20)).isEqualTo(1);
        assertThat(run.within(0, 20)).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "{\"log\":\"a.b\",\"partition\":0,\"runs\":[{\"first\":2,\"next\":2,\"trace\":\"\"}]}"
            })
    void otherTextIsRefused(String json) {
        assertThatThrownBy(() -> Repeats.fromJson(json.getBytes(UTF_8))).isInstanceOf(WeirpoolException.class);
    }
}
