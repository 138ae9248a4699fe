package io.weirpool.sink;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.View;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.kafka.CatalogFollower;
import io.weirpool.common.kafka.CatalogTopic;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.kafka.TopicAdmin;
import io.weirpool.common.kafka.TopicSpec;
import io.weirpool.common.metrics.MetricNames;
import io.weirpool.common.model.Name;
import io.weirpool.common.role.Role;
import io.weirpool.common.topic.Topics;
import io.weirpool.sink.postgres.Database;
import io.weirpool.sink.postgres.Positions;
import io.weirpool.sink.postgres.ProgressReader;
import io.weirpool.sink.postgres.Retirement;
import io.weirpool.sink.postgres.Schema;
import io.weirpool.sink.postgres.SqlFault;
import io.weirpool.sink.postgres.Swap;
import io.weirpool.sink.postgres.TableWriter;
import io.weirpool.sink.postgres.VersionStates;
import io.weirpool.sink.postgres.Versions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The role that writes view topics into PostgreSQL tables. Any number may run; they share the work. */
public final class Sink implements Role {
    private static final long STOP_MS_MAX = 6_000; // of the ten seconds a role has; a write may be under way

    private final KafkaConfig kafka;
    private final Database database;
    private final DeadLetterTopic deadLetters;
    private final Schema schema;
    private final Versions versions;
    private final TableWriter writer;
    private final Lanes lanes;
    private final Lanes backlogLanes;
    private final SinkLoop loop;
    private final List<Thread> threads;
    private final Unread unread = new Unread();
    private final VersionStates states;
    private final ViewGauges gauges;
    private final LogEnds ends;
    private final Transitions transitions;
    private final Readiness readiness = new Readiness();
    private final CatalogFollower catalog;
    private volatile long revision;
    private List<View> reading = List.of();

    private Sink(SinkConfig config, KafkaConfig kafka, MeterRegistry meters) {
        this.kafka = kafka;
        this.database = Database.open(config.database(), meters);
        this.deadLetters = new DeadLetterTopic(kafka);
        this.schema = new Schema(database);
        this.versions = new Versions(database, config.database().schema());
        this.writer = new TableWriter(database, deadLetters, config.breaker());
        // two connections are left to claims, gauges, new views and swaps
        int connections = Math.max(2, config.database().poolSize() - 2);
        this.lanes = new Lanes("weirpool-sink-writer", writer, (connections + 1) / 2);
        this.backlogLanes = new Lanes("weirpool-sink-backlog-writer", writer, connections / 2);
        this.loop = new SinkLoop(
                kafka,
                config.limits(),
                new Positions(database),
                lanes,
                backlogLanes,
                unread,
                readiness,
                new SinkMetrics(meters));
        this.threads = List.of(new Thread(loop, "weirpool-sink"), new Thread(loop.backlog(), "weirpool-sink-backlog"));
        this.gauges = new ViewGauges(kafka, new ProgressReader(database), meters);
        Gauge.builder(MetricNames.CATALOG_REVISION, this, sink -> sink.revision)
                .tag(MetricNames.TAG_ROLE, name())
                .register(meters);
        this.ends = new LogEnds(kafka);
        this.states = new VersionStates(database);
        this.transitions = new Transitions(
                states,
                unread,
                new Swap(database, config.database().schema(), ends),
                new Retirement(database, config.database().schema()),
                readiness);
        this.threads.forEach(Thread::start);
        this.gauges.start();
        this.catalog = CatalogTopic.follow(kafka, config.catalogPrefix(), this::follow);
    }

    /** Starts and returns at once; whatever is missing (PostgreSQL, Kafka, a catalog) is waited for. */
    public static Role start(SinkConfig config, KafkaConfig kafka, MeterRegistry meters) {
        return new Sink(config, kafka, meters);
    }

    /** On the catalog's thread, which calls again after a pause when this throws. */
    private void follow(Revision next) {
        try {
            ensureTopics(next);
            deadLetters.of(next.pipeline());
            schema.install(next.pipeline());
            schema.follow(next.number());
            List<View> ready = new ArrayList<>();
            WeirpoolException failure = ensureTables(next, ready);
            writer.keep(ready);
            unread.are(VersionStates.unread(states.all()));
            if (!ready.equals(reading)) {
                loop.subscribe(next.pipeline(), ready);
                reading = ready;
            }
            transitions.follow(next);
            if (failure != null) {
                throw failure; // the other views go on; this one is looked at again
            }
            revision = next.number();
        } catch (SQLException e) {
            throw new WeirpoolException(ErrorCode.DATABASE_UNAVAILABLE, SqlFault.describe(e), e);
        }
    }

    private void ensureTopics(Revision next) {
        List<TopicSpec> topics = new ArrayList<>();
        Name pipeline = next.pipeline();
        for (View view : next.versions()) {
            topics.add(TopicSpec.view(Topics.view(pipeline, view.name(), view.version()), view.partitions()));
        }
        topics.add(TopicSpec.deadLetters(Topics.deadLetters(pipeline)));
        topics.add(TopicSpec.ledger(Topics.ledger(pipeline)));
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            admin.ensure(topics);
        }
    }

    /** The first failure, if any view has one. */
    private @Nullable WeirpoolException ensureTables(Revision next, List<View> ready) throws SQLException {
        WeirpoolException first = null;
        for (View view : next.versions()) {
            try {
                if (versions.ensure(next.pipeline(), view)) {
                    writer.add(next.pipeline(), view);
                    ready.add(view);
                }
            } catch (WeirpoolException e) {
                first = first == null ? e : first;
            }
        }
        return first;
    }

    @Override
    public String name() {
        return "sink";
    }

    @Override
    public Optional<String> whyNotReady() {
        return readiness.why().or(catalog::whyNotReady);
    }

    @Override
    public void close() {
        catalog.close();
        loop.close();
        loop.backlog().close();
        try {
            for (Thread thread : threads) {
                thread.join(STOP_MS_MAX / threads.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        transitions.close();
        ends.close();
        gauges.close();
        lanes.close();
        backlogLanes.close();
        deadLetters.close();
        database.close();
    }
}
