package io.weirpool.sink.read;

import io.weirpool.common.catalog.View;
import io.weirpool.common.model.Name;
import io.weirpool.common.topic.Topics;
import io.weirpool.sink.batch.ViewPartition;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The topics to read, and what each holds.
 *
 * @param views the view of each view topic
 * @param deadLetters name of the dead letter topic
 * @param ledger name of the ledger topic
 */
public record Subscription(Map<String, View> views, String deadLetters, String ledger) {
    public Subscription {
        views = Map.copyOf(views);
    }

    /** For these views of a pipeline, and its dead letters. */
    public static Subscription of(Name pipeline, Iterable<View> views) {
        Map<String, View> byTopic = new HashMap<>();
        views.forEach(view -> byTopic.put(Topics.view(pipeline, view.name(), view.version()), view));
        return new Subscription(byTopic, Topics.deadLetters(pipeline), Topics.ledger(pipeline));
    }

    Set<String> topics() {
        Map<String, Object> topics = new HashMap<>(views);
        topics.put(deadLetters, deadLetters);
        topics.put(ledger, ledger);
        return Set.copyOf(topics.keySet());
    }

    ViewPartition partition(String topic, int partition) {
        View view = views.get(topic);
        if (view != null) {
            return new ViewPartition(view.name().value(), view.version(), partition);
        }
        return topic.equals(ledger) ? ViewPartition.ledger(partition) : ViewPartition.deadLetters(partition);
    }
}
