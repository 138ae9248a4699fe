package io.weirpool.sink;

import static io.weirpool.sink.testing.TestViews.by;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.View;
import io.weirpool.common.kafka.CatalogTopic;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.Position;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.common.role.Role;
import io.weirpool.common.topic.Receipt;
import io.weirpool.common.topic.Topics;
import io.weirpool.sink.batch.BatchLimits;
import io.weirpool.sink.postgres.DatabaseConfig;
import io.weirpool.sink.testing.TestKafka;
import io.weirpool.sink.testing.TestPostgres;
import io.weirpool.sink.testing.TestViews;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A view over log {@code s}: its topic is written as a processor would, its table is compared. */
abstract class SinkTestCase {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    static final int PARTITIONS = 4;

    final Name pipeline = new Name("p" + NUMBER.incrementAndGet());
    final TestPostgres postgres = TestPostgres.newDatabase();
    final MeterRegistry meters = new SimpleMeterRegistry();
    final List<Role> sinks = new ArrayList<>();
    final View view = TestViews.view(
            "t",
            by(0),
            PARTITIONS,
            Column.of("id", SqlType.of(TypeKind.BIGINT).notNull()),
            Column.of("v", SqlType.varchar(5)));
    final String topic = Topics.view(pipeline, view.name(), 1);
    TestKafka.Producer producer;

    @BeforeEach
    void apply() {
        CatalogTopic.append(
                TestKafka.config(),
                pipeline.value(),
                new Revision(1, 0, pipeline, List.of(), List.of(), List.of(view)));
        producer = new TestKafka.Producer();
    }

    @AfterEach
    void stop() {
        sinks.forEach(Role::close);
        producer.close();
    }

    final Role start() {
        return start(postgres.config());
    }

    /** The same with so many connections. */
    final Role start(int connections) {
        DatabaseConfig usual = postgres.config();
        return start(new DatabaseConfig(usual.jdbcUrl(), usual.user(), usual.password(), usual.schema(), connections));
    }

    private Role start(DatabaseConfig database) {
        SinkConfig config = new SinkConfig(database, BatchLimits.STANDARD, pipeline.value());
        Role sink = Sink.start(config, TestKafka.config(), meters);
        sinks.add(sink);
        return sink;
    }

    static void awaitReady(Role sink) {
        await().atMost(Duration.ofMinutes(2)).until(() -> sink.whyNotReady().isEmpty());
    }

    final void awaitPosition(int partition, long position) {
        Position wanted = Position.of(pipeline + ".s", partition, position);
        postgres.query("SELECT weirpool.wait_for('" + new Receipt(wanted).token() + "', interval '30 s')");
    }

    TestKafka.Producer begin() {
        return producer.begin();
    }

    static String row(long id, String value) {
        return "{\"id\":" + id + ",\"v\":\"" + value + "\"}";
    }

    final List<String> table() {
        return postgres.query("SELECT * FROM t ORDER BY id");
    }
}
