package io.weirpool.processor.flow;

import io.weirpool.common.kafka.KafkaConfig;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Aborts the open transactions of members that left a flow's group without a word: until they time out, they hold back
 * whoever takes the partitions over, and all readers of committed records.
 *
 * <p>Looks while the flow rebalances and once after, so that one that runs costs nothing. Kafka Streams gives a transaction the name
 * {@code application-process-thread} and a member {@code application-process-StreamThread-thread-...}; a thread that
 * died and was replaced is a lost member, too. Transactions are listed before
 * members: one that is open has an owner that was a member before; a member that is out of the group by now has lost its
 * tasks, and its transaction could not commit any more.
 */
final class LostMembers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LostMembers.class);

    /** Most rebalances are over sooner, with nothing to look for. */
    private static final int LOOK_MS = 1_000;

    private static final int WAIT_MS_MAX = 5_000;

    private final Map<String, Object> connection;
    private final String application;
    private final Pattern transactionalId;
    private final BooleanSupplier rebalances;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private LostMembers(KafkaConfig kafka, String application, BooleanSupplier rebalances) {
        this.connection = kafka.clientProperties();
        this.connection.put("default.api.timeout.ms", WAIT_MS_MAX);
        this.connection.put("request.timeout.ms", WAIT_MS_MAX);
        this.application = application;
        this.transactionalId = Pattern.compile("(" + Pattern.quote(application) + "-[0-9a-f-]{36})-[0-9]+");
        this.rebalances = rebalances;
        this.thread = new Thread(this::look, application + "-lost-members");
        thread.setDaemon(true);
    }

    /** Looks from now on, in a thread of its own, whenever {@code rebalances}; asked each second. */
    static LostMembers watch(KafkaConfig kafka, String application, BooleanSupplier rebalances) {
        LostMembers members = new LostMembers(kafka, application, rebalances);
        members.thread.start();
        return members;
    }

    private void look() {
        try {
            boolean due = false;
            while (!closing.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
                due |= rebalances.getAsBoolean();
                due = due && !tryFence();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it is done. Without the right to do it the transactions' own time-out ends them. */
    private boolean tryFence() throws InterruptedException {
        try (Admin admin = Admin.create(connection)) {
            fence(admin);
            return true;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            boolean forbidden = e.getCause() instanceof AuthorizationException;
            LOG.info(
                    "flow {}: open transactions of lost members are {}: {}",
                    application,
                    forbidden ? "left to time out" : "looked for again",
                    e.toString());
            return forbidden;
        }
    }

    private void fence(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        List<String> open = openTransactions(admin);
        if (open.isEmpty()) {
            return;
        }
        List<String> members = members(admin);
        List<String> lost = open.stream().filter(id -> !isOwned(id, members)).toList();
        if (!lost.isEmpty()) {
            admin.fenceProducers(lost).all().get(WAIT_MS_MAX, TimeUnit.MILLISECONDS);
            LOG.info("flow {}: aborted open transactions of lost members: {}", application, lost);
        }
    }

    private List<String> openTransactions(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        return admin
                .listTransactions(new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING)))
                .all()
                .get(WAIT_MS_MAX, TimeUnit.MILLISECONDS)
                .stream()
                .map(TransactionListing::transactionalId)
                .filter(id -> transactionalId.matcher(id).matches())
                .toList();
    }

    private List<String> members(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        return admin
                .describeConsumerGroups(List.of(application))
                .all()
                .get(WAIT_MS_MAX, TimeUnit.MILLISECONDS)
                .values()
                .stream()
                .flatMap(group -> group.members().stream())
                .map(MemberDescription::clientId)
                .toList();
    }

    private static boolean isOwned(String id, List<String> members) {
        String process = id.substring(0, id.lastIndexOf('-') + 1);
        String thread = process + "StreamThread-" + id.substring(process.length()) + "-";
        return members.stream().anyMatch(member -> member.startsWith(thread));
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(LOOK_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
