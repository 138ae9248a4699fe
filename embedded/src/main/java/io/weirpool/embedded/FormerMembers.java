package io.weirpool.embedded;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Members of consumer groups that a killed process left: most lived in it, and nobody else would tell the broker that
 * they are gone. Unless removed, each group waits for the end of their sessions before a new member gets partitions.
 *
 * <p>A client of another process that lives joins again by itself, at its next heartbeat.
 */
final class FormerMembers {
    private static final Logger LOG = LoggerFactory.getLogger(FormerMembers.class);
    /** The groups' topic is loaded in milliseconds; then the sessions' end, some seconds, is what is saved. */
    private static final int WAIT_MS_MAX = 5_000;

    private FormerMembers() {}

    /** Removes all members of all groups. Where that fails, it only takes longer. */
    static void remove(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "default.api.timeout.ms",
                WAIT_MS_MAX,
                "request.timeout.ms",
                WAIT_MS_MAX))) {
            awaitCoordinator(admin);
            Collection<GroupListing> groups = admin.listGroups(ListGroupsOptions.forConsumerGroups())
                    .all()
                    .get(WAIT_MS_MAX, TimeUnit.MILLISECONDS);
            List<String> names = groups.stream().map(GroupListing::groupId).toList();
            for (ConsumerGroupDescription group :
                    admin.describeConsumerGroups(names).all().get().values()) {
                if (!group.members().isEmpty()) {
                    admin.removeMembersFromConsumerGroup(group.groupId(), new RemoveMembersFromConsumerGroupOptions())
                            .all()
                            .get();
                }
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("former members of consumer groups stay until their sessions end: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asked for a group by name, the broker answers when it has loaded all of them; the list holds the loaded ones. */
    private static void awaitCoordinator(Admin admin) throws ExecutionException, InterruptedException {
        try {
            admin.describeConsumerGroups(List.of("none")).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw e;
            }
        }
    }
}
