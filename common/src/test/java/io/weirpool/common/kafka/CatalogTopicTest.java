package io.weirpool.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weirpool.common.catalog.CatalogJson;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Name;
import io.weirpool.embedded.EmbeddedKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTopicTest {
    @TempDir
    static Path directory;

    static EmbeddedKafka broker;
    static KafkaConfig kafka;

    @BeforeAll
    static void start() {
        broker = EmbeddedKafka.start(directory);
        kafka = KafkaConfig.local(broker.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void newCatalogIsEmptyAndFollowedAtOnce() {
        assertThat(CatalogTopic.latest(kafka, "empty")).isEmpty();
        try (CatalogFollower follower = CatalogTopic.follow(kafka, "empty", r -> {})) {
            await().until(() -> follower.whyNotReady().isEmpty());
        }
    }

    @Test
    void appendedRevisionIsTheLatest() {
        CatalogTopic.append(kafka, "append", revision(1, 0));
        CatalogTopic.append(kafka, "append", revision(2, 1));
        assertThat(CatalogTopic.latest(kafka, "append")).contains(revision(2, 1));
    }

    @Test
    void secondRevisionOnTheSameBaseIsAConflict() {
        CatalogTopic.append(kafka, "conflict", revision(1, 0));
        assertConflict("conflict", revision(1, 0), "revision 1 builds on 0, the catalog is at 1");
        assertConflict("conflict", revision(3, 2), "revision 3 builds on 2, the catalog is at 1");
        CatalogTopic.append(kafka, "conflict", revision(2, 1));
        assertThat(CatalogTopic.latest(kafka, "conflict")).contains(revision(2, 1));
    }

    @Test
    void ofManyAtOnceExactlyOneWins() {
        AtomicInteger won = new AtomicInteger();
        IntStream.range(0, 4).parallel().forEach(i -> {
            try {
                CatalogTopic.append(kafka, "race", revision(1, 0));
                won.incrementAndGet();
            } catch (WeirpoolException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.CATALOG_CONFLICT);
            }
        });
        assertThat(won).hasValue(1);
    }

    @Test
    void followerHearsOfTheLatestThenOfEachNewer() {
        CatalogTopic.append(kafka, "follow", revision(1, 0));
        CatalogTopic.append(kafka, "follow", revision(2, 1));
        List<Long> heard = new CopyOnWriteArrayList<>();
        try (CatalogFollower follower = CatalogTopic.follow(kafka, "follow", r -> heard.add(r.number()))) {
            assertThat(follower.whyNotReady().isEmpty()).isEqualTo(!heard.isEmpty());
            await().until(() -> follower.whyNotReady().isEmpty());
            CatalogTopic.append(kafka, "follow", revision(3, 2));
            CatalogTopic.append(kafka, "follow", revision(4, 3));
            await().untilAsserted(() -> assertThat(heard).containsExactly(2L, 3L, 4L));
        }
    }

    @Test
    void whoeverAsksIsAnsweredWhenTheListenerHasHeardAllThatWasThere() throws Exception {
        CatalogTopic.append(kafka, "asked", revision(1, 0));
        List<Long> heard = new CopyOnWriteArrayList<>();
        CatalogFollower follower = CatalogTopic.follow(kafka, "asked", r -> heard.add(r.number()));
        try (follower) {
            follower.caughtUp().get();
            assertThat(heard).containsExactly(1L);
            for (int next = 2; next < 6; next++) {
                CatalogTopic.append(kafka, "asked", revision(next, next - 1));
                follower.caughtUp().get();
                assertThat(heard).endsWith((long) next);
            }
        }
        assertThatThrownBy(() -> follower.caughtUp().get()).hasMessageContaining("no longer followed");
    }

    @Test
    void listenerThatFailsIsCalledAgainAndTheReasonIsTold() {
        CatalogTopic.append(kafka, "fail", revision(1, 0));
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger failures = new AtomicInteger(3);
        try (CatalogFollower follower = CatalogTopic.follow(kafka, "fail", r -> {
            calls.incrementAndGet();
            if (failures.get() > 0) {
                throw new WeirpoolException(ErrorCode.DATABASE_UNAVAILABLE, "no database");
            }
        })) {
            await().until(() -> follower.whyNotReady().orElse("").contains("no database"));
            failures.set(0);
            await().until(() -> follower.whyNotReady().isEmpty());
            assertThat(calls.get()).isGreaterThan(1);
        }
    }

    @Test
    void strangersRecordsAreIgnoredButNewerFormatsStop() throws Exception {
        CatalogTopic.append(kafka, "strange", revision(1, 0));
        write("strange.catalog", "hello".getBytes(StandardCharsets.UTF_8));
        write("strange.catalog", null);
        write("strange.catalog", CatalogJson.write(revision(7, 6)));
        assertThat(CatalogTopic.latest(kafka, "strange")).contains(revision(1, 0));
        write("strange.catalog", "{\"format\":9}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> CatalogTopic.latest(kafka, "strange")).hasMessageContaining("format 9");
        try (CatalogFollower follower = CatalogTopic.follow(kafka, "strange", r -> {})) {
            await().until(() -> follower.whyNotReady().orElse("").contains("format 9"));
        }
    }

    @Test
    void followerClosesWhileKafkaCannotBeReached() {
        CatalogFollower follower = CatalogTopic.follow(KafkaConfig.local("nowhere.invalid:1"), "x", r -> {});
        await().until(() -> follower.whyNotReady().orElse("").contains("nowhere.invalid:1"));
        follower.close();
        follower.close();
    }

    private static void assertConflict(String prefix, Revision revision, String detail) {
        assertThatThrownBy(() -> CatalogTopic.append(kafka, prefix, revision))
                .isInstanceOfSatisfying(WeirpoolException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.CATALOG_CONFLICT);
                    assertThat(e).hasMessage(detail);
                });
    }

    private static void write(String topic, byte[] value) throws Exception {
        Map<String, Object> properties = kafka.clientProperties();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, null, value)).get();
        }
    }

    private static Revision revision(long number, long base) {
        return new Revision(number, base, new Name("p"), List.of(), List.of(), List.of());
    }
}
