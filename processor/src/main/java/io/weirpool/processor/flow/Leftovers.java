package io.weirpool.processor.flow;

import io.weirpool.common.catalog.Revision;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.model.Name;
import io.weirpool.common.topic.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What flows that ended and versions that are retired have left in Kafka: internal topics, groups, view topics. Removed
 * a while after the catalog said so, when every processor and sink has heard of it; tried again with the next revision.
 */
final class Leftovers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    /** A role that is up hears of a revision within milliseconds, one that is busy starting flows within seconds. */
    private static final int LATER_SECONDS = 30;

    private static final int WAIT_SECONDS_MAX = 10;

    private final KafkaConfig kafka;
    private final ScheduledExecutorService thread;
    private @Nullable ScheduledFuture<?> next;

    Leftovers(KafkaConfig kafka) {
        this.kafka = kafka;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread removing = new Thread(task, "weirpool-leftovers");
            removing.setDaemon(true);
            return removing;
        });
    }

    /** In place of what was to be removed for the revision before. */
    synchronized void removeLater(Revision revision) {
        if (next != null) {
            next.cancel(false);
        }
        if (revision.changes() != null) {
            next = thread.schedule(() -> removeAndForgive(revision), LATER_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void removeAndForgive(Revision revision) {
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            remove(admin, revision);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.warn("leftovers of former flows stay in Kafka until the next apply: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Admin admin, Revision revision)
            throws ExecutionException, InterruptedException, TimeoutException {
        Set<String> all = admin.listTopics().names().get(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        List<String> topics =
                all.stream().filter(topic -> isLeftover(topic, revision)).toList();
        admin.deleteTopics(topics).all().get(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        List<String> groups = new ArrayList<>();
        for (GroupListing group : admin.listGroups().all().get(WAIT_SECONDS_MAX, TimeUnit.SECONDS)) {
            if (isOfEndedFlow(group.groupId(), revision)) {
                groups.add(group.groupId());
            }
        }
        admin.deleteConsumerGroups(groups).all().get(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        if (!topics.isEmpty() || !groups.isEmpty()) {
            LOG.info("removed topics {} and groups {}", topics, groups);
        }
    }

    static boolean isLeftover(String topic, Revision revision) {
        return isOfEndedFlow(topic, revision) || isOfRetiredVersion(topic, revision);
    }

    /** {@code <pipeline>.flow-<n>}, or that with the name of an internal topic behind it. */
    private static boolean isOfEndedFlow(String name, Revision revision) {
        Matcher flow = Pattern.compile(Pattern.quote(revision.pipeline() + ".flow-") + "([0-9]{1,9})(-.*)?")
                .matcher(name);
        return flow.matches()
                && Integer.parseInt(flow.group(1)) <= revision.history().lastFlow()
                && revision.versions().stream().noneMatch(v -> v.flow() == Integer.parseInt(flow.group(1)));
    }

    /** A version of a name that had it, and no later one: whoever applies next may have been faster than we. */
    private static boolean isOfRetiredVersion(String topic, Revision revision) {
        Set<String> retired = new HashSet<>();
        revision.history().lastVersions().forEach((name, last) -> {
            for (int version = 1; version <= last; version++) {
                if (revision.version(name, version).isEmpty()) {
                    retired.add(Topics.view(revision.pipeline(), new Name(name), version));
                }
            }
        });
        return retired.contains(topic);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
