package io.weirpool.common.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    @ParameterizedTest
    @CsvSource({
        "ingest:hit, ingest:hit, true",
        "ingest:hit, ingest:hits, false",
        "ingest:*, ingest:hit, true",
        "ingest:*, read:hit, false",
        "read:hit, ingest:hit, false",
        "operate, operate, true",
        "operate, ingest:hit, false",
        "ingest:*, operate, false",
        "admin, operate, true",
        "admin, ingest:hit, true",
        "admin, read:hit, true"
    })
    void scopeCoversWhatItSays(String own, String wanted, boolean covers) {
        assertThat(Scope.parse(own).covers(Scope.parse(wanted))).isEqualTo(covers);
        assertThat(Scope.parse(own)).hasToString(own);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ingest", "ingest:", "ingest:A", "operate:x", "write:hit", "ingest:a,b", "INGEST:a"})
    void otherScopesAreRefused(String text) {
        assertThatThrownBy(() -> Scope.parse(text)).hasMessageContaining("is none of");
    }

    @Test
    void tokenIsKeptByItsHash() {
        NewToken made = NewToken.create("till", List.of(Scope.ingest("hit"), Scope.operate()), 7);
        String json = new String(made.token().toJson(), StandardCharsets.UTF_8);
        assertThat(json)
                .doesNotContain(made.secret())
                .doesNotContain(made.secret().substring(16));
        assertThat(AccessToken.fromJson(made.token().toJson())).isEqualTo(made.token());
        assertThat(made.token().isSecret(made.secret())).isTrue();
        assertThat(made.token().isSecret(made.secret() + "x")).isFalse();
        assertThat(made.toString()).doesNotContain(made.secret());
    }

    @Test
    void secretHas256BitsAndItsId() {
        NewToken made = NewToken.create("till", List.of(), 7);
        assertThat(NewToken.idOf(made.secret())).hasValue(made.token().id());
        assertThat(made.secret().substring(16)).hasSize(43);
        assertThat(NewToken.idOf("eyJhbGciOiJub25lIn0.e30.")).isEmpty();
    }
}
