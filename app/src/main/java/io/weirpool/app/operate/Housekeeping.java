package io.weirpool.app.operate;

import io.weirpool.app.operate.Versions.Changed;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.kafka.KafkaConfig;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets versions go whose time is over, now and then, and has views built anew whose state no program understands. */
public final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    /** A version that is kept an hour may live some seconds longer; looking costs a read of the catalog. */
    private static final int PERIOD_SECONDS = 5;
    /** Who upgrades waits for a rebuild from the log anyway; looking asks Kafka who works on each flow. */
    private static final int REFUSED_PERIOD_SECONDS = 30;

    private final Versions versions;
    private final KafkaConfig kafka;
    private final Supplier<Revision> catalog;
    private final ScheduledExecutorService thread;

    private Housekeeping(Versions versions, KafkaConfig kafka, Supplier<Revision> catalog) {
        this.versions = versions;
        this.kafka = kafka;
        this.catalog = catalog;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread keeping = new Thread(task, "weirpool-housekeeping");
            keeping.setDaemon(true);
            return keeping;
        });
    }

    /** @param catalog the newest revision known; asked each time */
    public static Housekeeping start(Versions versions, KafkaConfig kafka, Supplier<Revision> catalog) {
        Housekeeping housekeeping = new Housekeeping(versions, kafka, catalog);
        housekeeping.each(PERIOD_SECONDS, () -> versions.tidy(catalog.get()));
        housekeeping.each(REFUSED_PERIOD_SECONDS, housekeeping::rebuild);
        return housekeeping;
    }

    /** What is away, or changes at this moment, is there the next time. */
    private void each(int seconds, Runnable chore) {
        Future<?> unused = // a chore never fails
                thread.scheduleWithFixedDelay(() -> doAndForgive(chore), seconds, seconds, TimeUnit.SECONDS);
    }

    private static void doAndForgive(Runnable chore) {
        try {
            chore.run();
        } catch (WeirpoolException e) {
            LOG.debug("a chore was not done", e);
        } catch (RuntimeException e) {
            LOG.warn("a chore failed; it is tried again", e);
        }
    }

    private void rebuild() {
        for (Changed changed : versions.rebuild(RefusedFlows.find(kafka, catalog.get()))) {
            LOG.warn(
                    "revision {} builds views anew whose state another version of Weirpool made: {}",
                    changed.revision(),
                    changed.views().stream()
                            .map(view -> view.name() + " " + view.version())
                            .toList());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
