package io.weirpool.app.operate;

import io.weirpool.common.catalog.Revision;
import io.weirpool.common.error.WeirpoolException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets versions go whose time is over, now and then. */
public final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    /** A version that is kept an hour may live some seconds longer; looking costs a read of the catalog. */
    private static final int PERIOD_SECONDS = 5;

    private final Versions versions;
    private final Supplier<Revision> catalog;
    private final ScheduledExecutorService thread;

    private Housekeeping(Versions versions, Supplier<Revision> catalog) {
        this.versions = versions;
        this.catalog = catalog;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread keeping = new Thread(task, "weirpool-housekeeping");
            keeping.setDaemon(true);
            return keeping;
        });
    }

    /** @param catalog the newest revision known; asked each time */
    public static Housekeeping start(Versions versions, Supplier<Revision> catalog) {
        Housekeeping housekeeping = new Housekeeping(versions, catalog);
        Future<?> unused = // tidying never fails
                housekeeping.thread.scheduleWithFixedDelay(
                        housekeeping::tidyAndForgive, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
        return housekeeping;
    }

    /** What is away, or changes at this moment, is there the next time. */
    private void tidyAndForgive() {
        try {
            versions.tidy(catalog.get());
        } catch (WeirpoolException e) {
            LOG.debug("nothing was tidied up", e);
        } catch (RuntimeException e) {
            LOG.warn("tidying up failed; it is tried again", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
