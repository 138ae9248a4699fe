package io.weirpool.app.status;

import io.weirpool.app.query.TableStates;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.View;
import io.weirpool.common.kafka.KafkaState;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two looks at the same pipeline, some time apart: what stands still and what moves shows between them.
 */
record Looks(Revision catalog, Look first, Look second) {
    /**
     * What was seen at one moment.
     *
     * @param tables empty while the database does not answer, or there is none
     */
    record Look(KafkaState kafka, Optional<TableStates> tables) {
        Map<LogPartition, Long> reached(String view, int version) {
            return tables.stream()
                    .flatMap(seen -> seen.versions().stream())
                    .filter(v -> v.view().equals(view) && v.version() == version)
                    .findFirst()
                    .map(TableStates.Version::reached)
                    .orElse(Map.of());
        }
    }

    private static final double NANOS_PER_SECOND = 1e9;

    double seconds() {
        return Math.max(1, second.kafka().atNanos() - first.kafka().atNanos()) / NANOS_PER_SECOND;
    }

    /** Existing partitions of the logs the view reads. */
    List<LogPartition> inputs(View view) {
        List<LogPartition> partitions = new ArrayList<>();
        for (View.Input input : view.inputs()) {
            String log = Topics.log(catalog.pipeline(), input.source());
            for (int p = 0; p < input.partitions(); p++) {
                LogPartition partition = new LogPartition(log, p);
                if (second.kafka().ends().containsKey(partition)) {
                    partitions.add(partition);
                }
            }
        }
        return partitions;
    }

    String application(View view) {
        return Topics.application(catalog.pipeline(), view.flow());
    }
}
