package io.weirpool.sql.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    private static final List<String> NAMES = List.of("flight_event", "airport", "delay");

    @Test
    void nearNameIsSuggested() {
        assertThat(Suggestions.nearest("airprot", NAMES)).contains("airport");
        assertThat(Suggestions.nearest("flightevent", NAMES)).contains("flight_event");
        assertThat(Suggestions.nearest("delays", NAMES)).contains("delay");
    }

    @Test
    void farNameIsNot() {
        assertThat(Suggestions.nearest("passenger", NAMES)).isEmpty();
        assertThat(Suggestions.nearest("x", NAMES)).isEmpty();
    }
}
