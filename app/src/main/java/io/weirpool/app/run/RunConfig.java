package io.weirpool.app.run;

import io.weirpool.app.query.ReadConfig;
import io.weirpool.common.config.Setting;
import io.weirpool.common.config.Settings;
import io.weirpool.common.config.SharedKeys;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.ingest.IngestConfig;
import io.weirpool.processor.flow.ProcessorConfig;
import io.weirpool.sink.SinkConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Settings → the roles of a {@code run}: all mistakes of all of them at once, keys of other roles allowed. */
public final class RunConfig {
    private RunConfig() {}

    /**
     * Reads what these roles need.
     *
     * @param roles any of {@code ingest}, {@code processor}, {@code sink}
     * @throws io.weirpool.common.error.WeirpoolException {@code CONFIG_INVALID}, one line for each mistake
     */
    public static RolesConfig from(Settings settings, Set<String> roles) {
        boolean ingest = roles.contains("ingest");
        boolean reads = ingest && settings.has("database.url");
        List<Consumer<Settings>> wanted = new ArrayList<>();
        List<Consumer<Settings>> known = new ArrayList<>();
        wanted.add(KafkaConfig::from);
        wanted.add(RunConfig::process);
        wanted.add(HealthConfig::from);
        (ingest ? wanted : known).add(IngestConfig::from);
        (roles.contains("processor") ? wanted : known).add(ProcessorConfig::from);
        (roles.contains("sink") ? wanted : known).add(SinkConfig::from);
        (reads ? wanted : known).add(ReadConfig::from);
        settings.check(wanted, known);
        return new RolesConfig(
                KafkaConfig.from(settings),
                process(settings).catalogPrefix(),
                HealthConfig.from(settings),
                ingest ? Optional.of(IngestConfig.from(settings)) : Optional.empty(),
                roles.contains("processor") ? Optional.of(ProcessorConfig.from(settings)) : Optional.empty(),
                roles.contains("sink") ? Optional.of(SinkConfig.from(settings)) : Optional.empty(),
                reads ? Optional.of(ReadConfig.from(settings)) : Optional.empty());
    }

    record Common(String catalogPrefix) {}

    /** The pipeline's name stands in the same file, for check, apply and dev. */
    static Common process(Settings settings) {
        Setting<String> prefix = SharedKeys.catalogPrefix(settings);
        settings.text("pipeline", "main")
                .means(
                        "Name of the pipeline in `weirpool.yaml` beside the definitions: prefix of its topics. `check`, `apply` and `dev` read it; `run` takes it from the catalog.");
        settings.rejectIfInvalid();
        return new Common(prefix.value());
    }
}
