package io.weirpool.bench.backlog;

import io.weirpool.common.model.Name;
import io.weirpool.common.topic.Topics;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.GroupState;

/** Flows as Kafka sees them. */
public final class Flows {
    private Flows() {}

    /** Whether the flow's tasks have been given out, as they are when Flink's are running. */
    public static boolean isRunning(Admin admin, Name pipeline, int flow) throws InterruptedException {
        String application = Topics.application(pipeline, flow);
        try {
            return admin.describeConsumerGroups(List.of(application)).all().get().values().stream()
                    .anyMatch(group -> group.groupState() == GroupState.STABLE);
        } catch (ExecutionException e) {
            return false; // there is no such group yet
        }
    }
}
