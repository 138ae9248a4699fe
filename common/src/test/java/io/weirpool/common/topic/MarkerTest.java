package io.weirpool.common.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.model.Position;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MarkerTest {
    @Test
    void markerComesBack() {
        Marker marker = new Marker("3", Position.of("flights.a", 0, 5).max(Position.of("flights.b", 2, 7)), 123L);
        assertThat(Marker.fromJson(marker.toJson())).isEqualTo(marker);
        Marker empty = new Marker("0", Position.NONE, 0);
        assertThat(Marker.fromJson(empty.toJson())).isEqualTo(empty);
    }

    @Test
    void fieldOfANewerVersionIsLeftAlone() {
        byte[] json = "{\"sender\":\"1\",\"asOf\":2,\"cut\":9,\"position\":{}}".getBytes(StandardCharsets.UTF_8);
        assertThat(Marker.fromJson(json)).isEqualTo(new Marker("1", Position.NONE, 2));
    }

    @Test
    void otherBytesAreRefused() {
        for (String json : new String[] {"", "[]", "{}", "{\"sender\":1,\"asOf\":2,\"position\":{}}"}) {
            assertThatThrownBy(() -> Marker.fromJson(json.getBytes(StandardCharsets.UTF_8)))
                    .hasMessageContaining("a marker cannot be read");
        }
    }
}
