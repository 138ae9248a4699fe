package io.weirpool.sink;

import io.weirpool.common.catalog.History.Build;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.View;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.sink.postgres.Retirement;
import io.weirpool.sink.postgres.SqlFault;
import io.weirpool.sink.postgres.Swap;
import io.weirpool.sink.postgres.Takeover;
import io.weirpool.sink.postgres.VersionStates;
import io.weirpool.sink.postgres.VersionStates.VersionState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the database what the catalog wants: wanted versions become live, versions that are wanted no more go. Works in a
 * thread of its own until there is nothing left to do; several sinks may do so at once, as each step is one transaction
 * that finds out for itself whether it is still to be done.
 */
final class Transitions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Transitions.class);

    /** Short: this is how long both versions are written although one would do. */
    private static final int LOOK_AGAIN_MS = 100;
    /** After what should not happen at all; its stack need not fill the log. */
    private static final int FAILED_PAUSE_MS = 1_000;

    private static final String SUBJECT = "versions";

    private final VersionStates states;
    private final Unread unread;
    private final Swap swap;
    private final Retirement retirement;
    private final Readiness readiness;
    private final ScheduledExecutorService thread;
    private @Nullable ScheduledFuture<?> running;
    private volatile @Nullable Revision wanted;

    Transitions(VersionStates states, Unread unread, Swap swap, Retirement retirement, Readiness readiness) {
        this.states = states;
        this.unread = unread;
        this.swap = swap;
        this.retirement = retirement;
        this.readiness = readiness;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread transitions = new Thread(task, "weirpool-sink-transitions");
            transitions.setDaemon(true);
            return transitions;
        });
    }

    /** Works towards this revision, whose versions have their tables. From any thread. */
    synchronized void follow(Revision revision) {
        wanted = revision;
        if (running == null || running.isDone()) {
            running = thread.scheduleWithFixedDelay(this::step, 0, LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void rest(Revision done) {
        if (wanted != null && done.number() == wanted.number() && running != null) {
            running.cancel(false);
            running = null;
        }
    }

    /** A step; what it throws is said, and it is tried again. */
    @FunctionalInterface
    interface Step {
        void go() throws SQLException;
    }

    private void step() {
        Revision revision = wanted;
        if (revision != null) {
            go(readiness, () -> step(revision));
        }
    }

    /** Whatever came out of here, an error of the JVM too, would end the schedule in silence, and versions with it. */
    static void go(Readiness readiness, Step step) {
        try {
            step.go();
            readiness.works(SUBJECT);
        } catch (SQLException e) {
            readiness.fails(SUBJECT, SqlFault.describe(e));
        } catch (RuntimeException | Error e) {
            readiness.fails(SUBJECT, e.toString());
            LOG.error("a step between versions failed; it is tried again", e);
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(FAILED_PAUSE_MS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void step(Revision revision) throws SQLException {
        List<VersionState> now = states.all();
        boolean left = takeOver(revision, now);
        List<VersionState> then = states.all();
        unread.are(VersionStates.unread(then));
        left |= retire(revision, then);
        if (!left) {
            rest(revision);
        }
    }

    /** Whether something is left to do. */
    private boolean takeOver(Revision revision, List<VersionState> now) throws SQLException {
        Map<Long, List<View>> groups = new TreeMap<>();
        for (View view : revision.views()) {
            OptionalInt live = live(view.name().value(), now);
            if (isBroken(view, now)) {
                continue; // until a person resumes it
            }
            if (live.isEmpty() || live.getAsInt() != view.version()) {
                long since = revision.history()
                        .wantedSince()
                        .getOrDefault(view.name().value(), 0L);
                groups.computeIfAbsent(since, s -> new ArrayList<>()).add(view);
            }
        }
        boolean left = false;
        for (List<View> group : groups.values()) {
            left |= takeOver(revision, group, now);
        }
        return left;
    }

    private boolean takeOver(Revision revision, List<View> group, List<VersionState> now) throws SQLException {
        Takeover takeover = new Takeover(
                revision.number(),
                group,
                group.stream()
                        .map(view -> live(view.name().value(), now).orElse(0))
                        .toList(),
                group.stream()
                        .mapToLong(view -> revision.build(view.flow())
                                .map(Build::keepMillis)
                                .orElse(0L))
                        .max()
                        .orElse(0));
        Optional<String> waits;
        try {
            waits = swap.attempt(takeover);
        } catch (WeirpoolException e) {
            waits = Optional.of(e.code().slug() + ": " + e.getMessage());
        }
        if (waits.isPresent()) {
            states.waitsFor(takeover, waits.get());
            return true;
        }
        LOG.info("live now: {}", takeover);
        return false;
    }

    private static boolean isBroken(View view, List<VersionState> now) {
        return now.stream()
                .anyMatch(v -> v.view().equals(view.name().value())
                        && v.version() == view.version()
                        && v.state().equals("broken"));
    }

    private static OptionalInt live(String view, List<VersionState> now) {
        return now.stream()
                .filter(v -> v.view().equals(view) && v.isLive())
                .mapToInt(VersionState::version)
                .findFirst();
    }

    /** Whether something is left to do. */
    private boolean retire(Revision revision, List<VersionState> now) throws SQLException {
        boolean left = false;
        for (VersionState version : now) {
            if (revision.version(version.view(), version.version()).isPresent()) {
                continue;
            }
            boolean dropped = revision.view(version.view()).isEmpty();
            if (version.isLive() && !dropped) {
                left = true; // once another one has taken over
                continue;
            }
            try {
                if (retirement.retire(revision.number(), version.view(), version.version(), dropped)) {
                    LOG.info("retired: {}.v{}", version.view(), version.version());
                }
                readiness.works("view " + version.view());
            } catch (WeirpoolException e) {
                left = true;
                readiness.waits("view " + version.view(), e.code().slug() + ": " + e.getMessage());
            }
        }
        return left;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
