package io.weirpool.common.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.testing.GeneratedDoc;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorsDocTest {
    @Test
    void pageListsEveryCodeWithItsRemedy() throws IOException {
        StringBuilder page = new StringBuilder("\n| code | HTTP status | what to do |\n| --- | --- | --- |\n");
        Arrays.stream(ErrorCode.values())
                .forEach(code -> page.append("| <a id=\"%1$s\"></a>`%1$s` | %2$d | %3$s |%n"
                        .formatted(code.slug(), code.status(), code.remedy())
                        .replace(System.lineSeparator(), "\n")));
        GeneratedDoc.assertHolds("errors.md", page.append('\n').toString());
    }

    @ParameterizedTest
    @EnumSource
    void everyCodeSaysWhatToDo(ErrorCode code) {
        assertThat(code.remedy()).endsWith(".").hasSizeLessThan(120).doesNotContain("|");
        assertThat(code.status()).isBetween(400, 504);
        assertThat(code.slug()).matches("[a-z]+(-[a-z0-9]+)*");
    }
}
