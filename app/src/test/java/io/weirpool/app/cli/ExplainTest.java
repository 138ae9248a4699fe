package io.weirpool.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Dexplain.write=true} writes the golden files again; look at the difference before it is committed. */
class ExplainTest {
    private static final Path GOLDEN = Path.of("src/test/resources/io/weirpool/app/cli/explain");

    @TempDir
    Path directory;

    private Run explain(String... options) throws IOException {
        Files.copy(GOLDEN.resolve("shop.sql"), directory.resolve("shop.sql"));
        String[] arguments = new String[options.length + 3];
        arguments[0] = "check";
        arguments[1] = "--explain";
        System.arraycopy(options, 0, arguments, 2, options.length);
        arguments[arguments.length - 1] = directory.toString();
        return Run.of(arguments);
    }

    private static void isGolden(String file, String text) throws IOException {
        if (Boolean.getBoolean("explain.write")) {
            Files.writeString(GOLDEN.resolve(file), text);
        }
        assertThat(text).isEqualTo(Files.readString(GOLDEN.resolve(file)));
    }

    @Test
    void eachViewIsATreeOfItsOperatorsWithTheirStateAndTheirHops() throws IOException {
        Run run = explain();

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        isGolden("shop.txt", run.out());
    }

    @Test
    void programsReadTheSameAsJson() throws IOException {
        JsonNode explained = new ObjectMapper().readTree(explain("--json").out());

        JsonNode view = explained.at("/views/2");
        assertThat(view.path("name").asText()).isEqualTo("by_city");
        assertThat(view.path("operators").asInt()).isEqualTo(2);
        assertThat(view.path("hops").asInt()).isEqualTo(3);
        assertThat(view.at("/tree/kind").asText()).isEqualTo("table");
        assertThat(view.at("/tree/inputs/0/kind").asText()).isEqualTo("operator");
        assertThat(view.at("/tree/inputs/0/level").asInt()).isEqualTo(2);
        assertThat(view.at("/tree/inputs/0/keeps/1").asText())
                .isEqualTo("each different value of amount with its count, by (city)");
        assertThat(explained.at("/tasks/0/level").asInt()).isZero();
        assertThat(explained.at("/hops/0/name").asText()).isEqualTo("hop-0-1-4");
    }
}
