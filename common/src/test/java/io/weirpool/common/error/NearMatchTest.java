package io.weirpool.common.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearMatchTest {
    private static final List<String> KNOWN = List.of("amount", "account", "origin", "id");

    @Test
    void nearestNameIsFound() {
        assertThat(NearMatch.of("amout", KNOWN)).contains("amount");
        assertThat(NearMatch.of("Origin", KNOWN)).contains("origin");
        assertThat(NearMatch.of("ids", KNOWN)).contains("id");
        assertThat(NearMatch.hint("acount", KNOWN)).isEqualTo("; did you mean \"account\"?");
    }

    @Test
    void farNamesAreNotOffered() {
        assertThat(NearMatch.of("destination", KNOWN)).isEmpty();
        assertThat(NearMatch.of("", KNOWN)).isEmpty();
        assertThat(NearMatch.of("x".repeat(100_000), KNOWN)).isEmpty();
        assertThat(NearMatch.hint("zzz", KNOWN)).isEmpty();
    }

    @Test
    void excerptIsCutBetweenCharacters() {
        assertThat(Excerpt.of("abc")).isEqualTo("\"abc\"");
        assertThat(Excerpt.of("x".repeat(64))).hasSize(66);
        assertThat(Excerpt.of("x".repeat(63) + "😀y")).isEqualTo("\"" + "x".repeat(63) + "…\"");
    }
}
