package io.weirpool.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewParameterTest {
    /** Before anybody is asked: there is no server here. */
    @ParameterizedTest
    @ValueSource(strings = {"explain", "verify"})
    void whatIsNoNameOfAViewIsWrongUsage(String verb) {
        Run run = Run.of(verb, "Per City", "--url", "http://127.0.0.1:1");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("\"Per City\" is no name of a view").doesNotContain("\tat ");
    }
}
