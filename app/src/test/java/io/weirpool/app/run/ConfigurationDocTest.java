package io.weirpool.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.app.query.ReadConfig;
import io.weirpool.common.config.Setting.Description;
import io.weirpool.common.config.Settings;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.ingest.IngestConfig;
import io.weirpool.processor.flow.ProcessorConfig;
import io.weirpool.sink.SinkConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} lists every key from its second heading on; {@code -Ddocs.write=true} prints it anew. */
class ConfigurationDocTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");
    private static final String HEADING = "## Keys\n";

    private static Map<String, Consumer<Settings>> parts() {
        Map<String, Consumer<Settings>> parts = new LinkedHashMap<>();
        parts.put("All roles", RunConfig::process);
        parts.put("Kafka, all roles", KafkaConfig::from);
        parts.put("ingest", IngestConfig::from);
        parts.put("ingest, when it serves reads (`database.url` is there)", ReadConfig::from);
        parts.put("processor or sink, in a process without ingest", HealthConfig::from);
        parts.put("processor", ProcessorConfig::from);
        parts.put("sink", SinkConfig::from);
        return parts;
    }

    @Test
    void pageListsEveryKey() throws IOException {
        String page = Files.readString(PAGE);
        int heading = page.indexOf(HEADING);
        String wanted = (heading < 0 ? page : page.substring(0, heading)) + HEADING + tables();
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, wanted);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/configuration.md is out of date: run this test with -Ddocs.write=true")
                .isEqualTo(wanted);
    }

    @Test
    void everyKeySaysWhatItDecides() {
        parts().values()
                .forEach(part -> assertThat(Settings.declared(part))
                        .allSatisfy(key -> assertThat(key.meaning())
                                .as(key.key())
                                .endsWith(".")
                                .doesNotContain("|")));
    }

    private static String tables() {
        StringBuilder text = new StringBuilder();
        parts().forEach((title, part) ->
                text.append("\n### ").append(title).append("\n\n").append(table(Settings.declared(part))));
        return text.toString();
    }

    private static String table(List<Description> keys) {
        StringBuilder table =
                new StringBuilder("| key | type | default | range | meaning |\n| --- | --- | --- | --- | --- |\n");
        for (Description key : keys) {
            table.append("| `%s` | %s | %s | %s | %s |\n"
                    .formatted(key.key(), key.type(), fallback(key), key.range(), key.meaning()));
        }
        return table.toString();
    }

    private static String fallback(Description key) {
        return key.fallback().isEmpty() || key.fallback().equals("required")
                ? key.fallback()
                : "`" + key.fallback() + "`";
    }
}
