package io.weirpool.app.dev;

import io.weirpool.app.operate.Apply;
import io.weirpool.app.operate.BuildOptions;
import io.weirpool.app.operate.DefinitionFiles;
import io.weirpool.app.operate.KafkaCatalog;
import io.weirpool.app.query.ReadConfig;
import io.weirpool.app.run.HealthConfig;
import io.weirpool.app.run.Logs;
import io.weirpool.app.run.Metrics;
import io.weirpool.app.run.Roles;
import io.weirpool.app.run.RolesConfig;
import io.weirpool.app.run.Shutdown;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.model.Name;
import io.weirpool.embedded.EmbeddedKafka;
import io.weirpool.embedded.EmbeddedPostgres;
import io.weirpool.ingest.IngestConfig;
import io.weirpool.processor.flow.ProcessorConfig;
import io.weirpool.sink.SinkConfig;
import io.weirpool.sink.batch.BatchLimits;
import io.weirpool.sink.postgres.DatabaseConfig;
import io.weirpool.sql.Pipeline;
import io.weirpool.sql.PipelineCompiler;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A whole Weirpool in this process: definitions are compiled before anything starts; broker and PostgreSQL start side by
 * side; the definitions are applied; then the roles. Everything is on loopback and in one directory.
 */
public final class Dev implements AutoCloseable {
    static final String CATALOG_PREFIX = "weirpool";

    /** A cold machine with a log to recover takes half a minute; after this something is wrong. */
    private static final Duration READY_WAIT = Duration.ofSeconds(90);

    /** Two writers are what two cores keep busy; two more for gauges, new views and swaps. */
    private static final int SINK_CONNECTIONS = 4;

    private final DevConfig config;
    private final Shutdown shutdown;

    @SuppressWarnings("NullAway.Init") // set by start(), the only way to get one
    private EmbeddedPostgres postgres;

    @SuppressWarnings("NullAway.Init")
    private EmbeddedKafka kafka;

    @SuppressWarnings("NullAway.Init")
    private Roles roles;

    @SuppressWarnings("NullAway.Init")
    private Apply.Planned planned;

    @SuppressWarnings("NullAway.Init")
    private List<SourceFile> files;

    private Dev(DevConfig config, Shutdown shutdown) {
        this.config = config;
        this.shutdown = shutdown;
    }

    /**
     * Starts all of it and returns when it is ready.
     *
     * @param shutdown takes what has to be stopped, step by step, so that a signal stops a half started one as well
     * @throws io.weirpool.sql.parse.DefinitionException when the definitions do not compile; nothing is started then
     * @throws WeirpoolException {@code DATA_DIRECTORY_IN_USE}, {@code DEFINITIONS_CHANGED}, {@code NOT_READY}
     */
    public static Dev start(DevConfig config, Shutdown shutdown) {
        Dev dev = new Dev(config, shutdown);
        try {
            dev.start();
            return dev;
        } catch (RuntimeException | Error e) { // half a pipeline that goes on is worse than none
            shutdown.close();
            throw e;
        }
    }

    private void start() {
        Name pipeline = DefinitionFiles.pipeline(config.definitions());
        files = DefinitionFiles.read(config.definitions());
        Pipeline compiled = PipelineCompiler.compile(files);
        DataDirectory data = DataDirectory.open(config.data());
        shutdown.add(data::close);
        EnvironmentFile environment = new EnvironmentFile(data.environment());
        environment.remove();
        Logs.toDirectory(data.logs());
        startServers(data);
        KafkaConfig connection = KafkaConfig.local(kafka.bootstrapServers());
        Apply apply = new Apply(new KafkaCatalog(connection, CATALOG_PREFIX));
        planned = apply.plan(pipeline, compiled);
        apply.apply(pipeline, files, compiled, BuildOptions.STANDARD);
        Metrics metrics = new Metrics();
        shutdown.add(metrics::close);
        roles = Roles.start(roles(connection, data), metrics.registry());
        shutdown.add(roles::close);
        awaitReady();
        shutdown.add(environment::remove);
        environment.write(environment());
    }

    /** Side by side: each takes a second or more. */
    private void startServers(DataDirectory data) {
        CompletableFuture<EmbeddedPostgres> starting =
                CompletableFuture.supplyAsync(() -> EmbeddedPostgres.start(data.postgres()));
        CompletableFuture<Void> stopPostgres = starting.thenAccept(server -> shutdown.add(server::close));
        try {
            kafka = EmbeddedKafka.start(data.kafka());
            shutdown.add(kafka::close);
            stopPostgres.join();
            postgres = starting.join();
        } catch (CompletionException e) {
            throw new WeirpoolException(
                    ErrorCode.NOT_READY,
                    "PostgreSQL does not start: %s; see %s.log".formatted(e.getCause(), data.postgres()),
                    e);
        }
    }

    private RolesConfig roles(KafkaConfig connection, DataDirectory data) {
        return new RolesConfig(
                connection,
                CATALOG_PREFIX,
                HealthConfig.LOOPBACK,
                Optional.of(ingest()),
                Optional.of(ProcessorConfig.local(CATALOG_PREFIX, data.state())),
                Optional.of(new SinkConfig(database(), BatchLimits.STANDARD, CATALOG_PREFIX)),
                Optional.of(reads()));
    }

    private IngestConfig ingest() {
        return new IngestConfig(
                config.listen(),
                config.port(),
                config.insecureListen(),
                false,
                Optional.empty(),
                config.tls(),
                0,
                CATALOG_PREFIX);
    }

    private DatabaseConfig database() {
        ReadConfig reads = reads();
        return new DatabaseConfig(reads.jdbcUrl(), reads.user(), reads.password(), reads.schema(), SINK_CONNECTIONS);
    }

    /** How a client of this process reads tables. */
    public ReadConfig reads() {
        return ReadConfig.of(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + READY_WAIT.toNanos();
        List<String> why = roles.whyNotReady();
        while (!why.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new WeirpoolException(ErrorCode.NOT_READY, String.join("; ", why));
            }
            pause();
            why = roles.whyNotReady();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WeirpoolException(ErrorCode.NOT_READY, "interrupted while starting", e);
        }
    }

    /** What applying the definitions at the start did. */
    public Apply.Planned planned() {
        return planned;
    }

    /** The definitions that were applied at the start. */
    public List<SourceFile> files() {
        return files;
    }

    /** Where the HTTP server listens. */
    public URI url() {
        return roles.url();
    }

    /** For psql; holds the password. */
    public String postgresUri() {
        return postgres.libpqUri();
    }

    public String kafka() {
        return kafka.bootstrapServers();
    }

    private Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("WEIRPOOL_HTTP_URL", url().toString());
        variables.put("WEIRPOOL_POSTGRES_URL", postgresUri());
        variables.put("WEIRPOOL_KAFKA", kafka());
        return variables;
    }

    /** Drains and stops; in under 10 s. */
    @Override
    public void close() {
        shutdown.close();
    }
}
