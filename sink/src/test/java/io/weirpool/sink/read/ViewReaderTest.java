package io.weirpool.sink.read;

import static io.weirpool.sink.testing.TestViews.by;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.catalog.View;
import io.weirpool.common.kafka.TopicAdmin;
import io.weirpool.common.kafka.TopicSpec;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.common.topic.Topics;
import io.weirpool.sink.batch.PartitionBatch;
import io.weirpool.sink.batch.ViewPartition;
import io.weirpool.sink.testing.TestKafka;
import io.weirpool.sink.testing.TestViews;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ViewReaderTest {
    private static final Name PIPELINE = new Name("reader");
    private static final View BUILDING = view("building");
    private static final View LIVE = view("live");
    private static final Duration SOON = Duration.ofMillis(100);
    /** Some 70,000 of these come with one fetch. */
    private static final int RECORDS = 100_000;

    private static final int RECORDS_OF_A_POLL = 100;

    private final Map<ViewPartition, PartitionBatch> batches = new HashMap<>();

    private static View view(String name) {
        return TestViews.view(
                name, by(0), 1, Column.of("id", SqlType.of(TypeKind.BIGINT).notNull()));
    }

    private static String topic(View view) {
        return Topics.view(PIPELINE, view.name(), view.version());
    }

    private static void createTopics() {
        try (TopicAdmin admin = TopicAdmin.open(TestKafka.config())) {
            admin.ensure(List.of(
                    TopicSpec.view(topic(BUILDING), 1),
                    TopicSpec.view(topic(LIVE), 1),
                    TopicSpec.deadLetters(Topics.deadLetters(PIPELINE)),
                    TopicSpec.ledger(Topics.ledger(PIPELINE))));
        }
    }

    /** Takes whatever it is given. */
    private final class All implements ViewReader.Assignment {
        @Override
        public void assigned(Collection<ViewPartition> partitions) {
            partitions.forEach(partition -> batches.put(partition, new PartitionBatch(partition, 0, 0)));
        }

        @Override
        public void revoked(Collection<ViewPartition> partitions) {
            batches.keySet().removeAll(partitions);
        }

        @Override
        public void lost(Collection<ViewPartition> partitions) {
            revoked(partitions);
        }
    }

    /** Next offset of what was read of it. */
    private long read(View view) {
        return batches.values().stream()
                .filter(batch -> batch.partition().view().equals(view.name().value()))
                .mapToLong(PartitionBatch::nextOffset)
                .sum();
    }

    @Test
    @Timeout(120)
    void whatKeepsUpIsReadBeforeTheRestOfWhatIsFarBehind() {
        createTopics();
        try (TestKafka.Producer producer = new TestKafka.Producer();
                ViewReader reader =
                        new ViewReader(TestKafka.config(), Topics.sinks(PIPELINE), RECORDS_OF_A_POLL, new All())) {
            producer.begin();
            for (int id = 0; id < RECORDS; id++) {
                producer.row(topic(BUILDING), 0, "[" + id + "]", null);
            }
            producer.commit();
            reader.subscribe(Subscription.of(PIPELINE, List.of(BUILDING, LIVE)));
            while (batches.size() < 4) {
                reader.poll(SOON, batches::get);
            }
            List.copyOf(batches.keySet()).forEach(partition -> reader.startAt(partition, 0));
            while (read(BUILDING) == 0) {
                reader.poll(SOON, batches::get);
            }
            // when
            producer.begin().row(topic(LIVE), 0, "[1]", null).commit();
            while (read(LIVE) == 0) {
                reader.poll(SOON, batches::get);
            }
            // then
            assertThat(read(BUILDING)).isLessThan(RECORDS / 3);
            while (read(BUILDING) < RECORDS) {
                reader.poll(SOON, batches::get);
            }
        }
    }
}
