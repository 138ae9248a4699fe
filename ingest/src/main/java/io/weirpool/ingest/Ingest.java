package io.weirpool.ingest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.kafka.CatalogFollower;
import io.weirpool.common.kafka.CatalogTopic;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.kafka.TokenFollower;
import io.weirpool.common.kafka.TopicAdmin;
import io.weirpool.common.kafka.TopicSpec;
import io.weirpool.common.metrics.MetricNames;
import io.weirpool.common.role.Role;
import io.weirpool.common.topic.Topics;
import io.weirpool.ingest.access.ApiTokens;
import io.weirpool.ingest.access.Credentials;
import io.weirpool.ingest.access.OidcTokens;
import io.weirpool.ingest.check.Intakes;
import io.weirpool.ingest.http.AccessLog;
import io.weirpool.ingest.http.CommandMetrics;
import io.weirpool.ingest.http.ErrorPages;
import io.weirpool.ingest.http.Guard;
import io.weirpool.ingest.http.HealthEndpoint;
import io.weirpool.ingest.http.HttpServer;
import io.weirpool.ingest.http.ListenAddress;
import io.weirpool.ingest.http.Listener;
import io.weirpool.ingest.http.MetricsEndpoint;
import io.weirpool.ingest.http.Reflections;
import io.weirpool.ingest.http.RequestLog;
import io.weirpool.ingest.http.RequestMetrics;
import io.weirpool.ingest.http.Route;
import io.weirpool.ingest.http.SourceEndpoint;
import io.weirpool.ingest.http.TokenGuard;
import io.weirpool.ingest.limit.ByteBudget;
import io.weirpool.ingest.limit.Limits;
import io.weirpool.ingest.limit.Quota;
import io.weirpool.ingest.publish.CommandPublisher;
import io.weirpool.ingest.publish.Ticks;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The ingest role: an HTTP server whose 202 means that the commands are in the log for good. */
public final class Ingest implements Role {
    private final Intakes intakes = new Intakes();
    private final CommandPublisher publisher;
    private final Ticks ticks;
    private final HttpServer server;
    private final List<Route> routes;
    private final List<Credentials> credentials = new ArrayList<>();
    private final KafkaConfig kafka;
    private final AtomicLong revision = new AtomicLong();
    private volatile @Nullable CatalogFollower catalog;

    private Ingest(
            IngestConfig config,
            KafkaConfig kafka,
            MeterRegistry metrics,
            Limits limits,
            List<Route> extra,
            Reflections reflections,
            Supplier<List<Role>> roles) {
        ListenAddress.check("http.listen", config.listen(), config.insecureListen(), config.missingBeyondLoopback());
        this.kafka = kafka;
        publisher = CommandPublisher.start(kafka, limits, metrics);
        ticks = Ticks.start(publisher, metrics);
        if (config.tokens()) {
            credentials.add(new ApiTokens(TokenFollower.start(kafka, config.catalogPrefix())));
        }
        config.oidc().ifPresent(oidc -> credentials.add(new OidcTokens(oidc)));
        ByteBudget memory = limits.bodies();
        Gauge.builder(MetricNames.CATALOG_REVISION, revision, AtomicLong::doubleValue)
                .tag(MetricNames.TAG_ROLE, name())
                .register(metrics);
        List<Route> all = new ArrayList<>(extra);
        all.addAll(new SourceEndpoint(
                        intakes,
                        this::whyCatalogUnread,
                        publisher,
                        ticks,
                        limits,
                        memory,
                        new CommandMetrics(metrics),
                        reflections)
                .routes());
        all.addAll(new HealthEndpoint(() -> withThis(roles.get())).routes());
        all.addAll(new MetricsEndpoint(metrics).routes());
        all.addAll(new ErrorPages().routes());
        routes = List.copyOf(all);
        RequestLog log = new RequestMetrics(metrics, new AccessLog());
        try {
            server = HttpServer.start(listener(config), routes, limits, memory, log);
        } catch (RuntimeException e) {
            credentials.forEach(Credentials::close);
            ticks.close();
            publisher.close();
            throw e;
        }
    }

    private Listener listener(IngestConfig config) {
        Guard guard = credentials.isEmpty() ? Guard.OPEN : new TokenGuard(credentials);
        Optional<Quota> quota = Optional.of(config.requestsPerSecondMax())
                .filter(perSecond -> perSecond > 0)
                .map(Quota::new);
        return new Listener(config.listen(), config.port(), config.tls(), guard, quota);
    }

    /**
     * Listens, and follows the catalog until closed. Returns as soon as it listens; Kafka need not be up.
     *
     * @param extra routes beside its own
     * @param reflections says when views reflect commands
     * @param roles whose readiness {@code /readyz} shows; asked at each request, so that roles started later count. This
     *     one is shown whether it is among them or not
     * @throws WeirpoolException {@code CONFIG_INVALID} when it may not or cannot listen there
     */
    public static Ingest start(
            IngestConfig config,
            KafkaConfig kafka,
            MeterRegistry metrics,
            List<Route> extra,
            Reflections reflections,
            Supplier<List<Role>> roles) {
        return start(config, kafka, metrics, Limits.standard(), extra, reflections, roles);
    }

    /** The same with other limits. */
    static Ingest start(
            IngestConfig config,
            KafkaConfig kafka,
            MeterRegistry metrics,
            Limits limits,
            List<Route> extra,
            Reflections reflections,
            Supplier<List<Role>> roles) {
        Ingest ingest = new Ingest(config, kafka, metrics, limits, extra, reflections, roles);
        ingest.catalog = CatalogTopic.follow(kafka, config.catalogPrefix(), ingest::follow);
        return ingest;
    }

    private List<Role> withThis(List<Role> others) {
        List<Role> all = new ArrayList<>(others);
        if (all.stream().noneMatch(role -> role.name().equals(name()))) {
            all.add(0, this);
        }
        return all;
    }

    /** Takes over what the catalog says now: first the logs, then the sources that write to them. */
    private void follow(Revision latest) {
        List<TopicSpec> logs = latest.sources().stream()
                .map(source -> TopicSpec.log(Topics.log(latest.pipeline(), source.name()), source.partitions()))
                .toList();
        try (TopicAdmin topics = TopicAdmin.open(kafka)) {
            topics.ensure(logs);
        }
        intakes.update(latest);
        publisher.expect(intakes.logs());
        revision.set(latest.number());
    }

    private Optional<String> whyCatalogUnread() {
        CatalogFollower follower = catalog;
        return follower == null ? Optional.of("the catalog has not been read yet") : follower.whyNotReady();
    }

    /** What it answers; in no order. */
    public List<Route> routes() {
        return routes;
    }

    /** Where it listens, with the port in use: {@code http://127.0.0.1:8080}. */
    public URI url() {
        return server.url();
    }

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public Optional<String> whyNotReady() {
        Optional<String> why = publisher.whyUnavailable();
        if (why.isPresent()) {
            return why;
        }
        return whyCatalogUnread();
    }

    /** Takes no new requests, answers those in progress, then stops: in under 10 s even when Kafka is away. */
    @Override
    public void close() {
        CatalogFollower follower = catalog;
        Thread unfollowing = new Thread(() -> {
            if (follower != null) {
                follower.close(); // waits for a call to Kafka that may be under way
            }
        });
        unfollowing.setDaemon(true);
        unfollowing.start();
        server.close();
        credentials.forEach(Credentials::close);
        ticks.close();
        publisher.close();
    }
}
