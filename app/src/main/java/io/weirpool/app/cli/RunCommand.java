package io.weirpool.app.cli;

import io.weirpool.app.run.Logs;
import io.weirpool.app.run.Metrics;
import io.weirpool.app.run.Roles;
import io.weirpool.app.run.RunConfig;
import io.weirpool.app.run.Shutdown;
import io.weirpool.common.config.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Roles on Kafka and PostgreSQL that run elsewhere. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description =
                "Runs roles on your own Kafka and PostgreSQL, until SIGTERM. Definitions come by 'weirpool apply'.",
        footer = {
            "",
            "Secrets can stand in the environment instead of the file:",
            "WEIRPOOL_DATABASE_URL, WEIRPOOL_DATABASE_USER, WEIRPOOL_DATABASE_PASSWORD,",
            "WEIRPOOL_KAFKA_BOOTSTRAP.",
            "",
            "Each process serves /livez, /readyz and /metrics: ingest beside its routes, the",
            "others at health.listen and health.port (loopback and a free port unless given;",
            "the line printed at start says which).",
            "",
            "Examples:",
            "  weirpool run all --config weirpool.yaml",
            "  weirpool run sink --config weirpool.yaml --set sink.pool.size=8",
            "",
            "Exit codes: 0 stopped by SIGTERM, 1 could not start, 2 wrong usage."
        })
final class RunCommand implements Runnable {
    private enum RoleName {
        INGEST,
        PROCESSOR,
        SINK,
        ALL
    }

    private static final List<String> FROM_ENVIRONMENT =
            List.of("database.url", "database.user", "database.password", "kafka.bootstrap");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ROLE", arity = "1..*", description = "ingest, processor, sink, or all")
    private EnumSet<RoleName> roles = EnumSet.of(RoleName.ALL);

    @Option(names = "--config", paramLabel = "FILE", description = "YAML; docs/configuration.md has the keys")
    private List<Path> files = List.of();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "overrides the file")
    private Map<String, String> overrides = Map.of();

    @Override
    public void run() {
        Map<String, String> all = new HashMap<>();
        FROM_ENVIRONMENT.forEach(key -> {
            String value =
                    System.getenv("WEIRPOOL_" + key.toUpperCase(Locale.ROOT).replace('.', '_'));
            if (value != null) {
                all.put(key, value);
            }
        });
        all.putAll(overrides);
        Logs.toErrorStream();
        Shutdown shutdown = Signals.stopping(new Shutdown());
        shutdown.add(Logs::flush); // the last of all
        Metrics metrics = new Metrics();
        shutdown.add(metrics::close);
        Roles running = Roles.start(RunConfig.from(Settings.load(files, all), names()), metrics.registry());
        shutdown.add(running::close);
        PrintWriter out = spec.commandLine().getOut();
        out.println("weirpool: running " + String.join(", ", names()) + " at " + running.url());
        Signals.sleepForEver(new CountDownLatch(1));
    }

    private Set<String> names() {
        EnumSet<RoleName> wanted =
                roles.contains(RoleName.ALL) ? EnumSet.complementOf(EnumSet.of(RoleName.ALL)) : roles;
        Set<String> names = new TreeSet<>();
        wanted.forEach(role -> names.add(role.name().toLowerCase(Locale.ROOT)));
        return names;
    }
}
