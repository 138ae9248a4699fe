package io.weirpool.app.verify;

import java.util.List;
import java.util.Optional;

/**
 * What a verification says so far.
 *
 * @param view its name
 * @param state running until it ends in one of the others
 * @param doing what is done now, for people
 * @param commands read from the logs so far
 * @param commandsAll to be read in this round
 * @param sample what of the table is compared; empty: all of it
 * @param rowsAll in the table when it was read last
 * @param rows of these that are compared
 * @param settled rows that must be in the table as they are; the others may change with commands that are on their way
 * @param differences that stood for all rounds, at most {@value #DIFFERENCES_MAX}, each one line
 * @param reason why it could not be said; only with {@code FAILED}
 */
record Verdict(
        String view,
        State state,
        String doing,
        long commands,
        long commandsAll,
        Optional<String> sample,
        long rowsAll,
        long rows,
        long settled,
        List<String> differences,
        Optional<String> reason) {
    static final int DIFFERENCES_MAX = 100;

    Verdict {
        differences = List.copyOf(differences);
    }

    /** Closed. */
    enum State {
        RUNNING,
        EQUAL,
        DIFFERENT,
        FAILED
    }

    static Verdict begun(String view, Optional<String> sample) {
        return new Verdict(view, State.RUNNING, "starting", 0, 0, sample, 0, 0, 0, List.of(), Optional.empty());
    }

    Verdict doing(String now) {
        return new Verdict(
                view, state, now, commands, commandsAll, sample, rowsAll, rows, settled, differences, reason);
    }

    Verdict read(long now, long all) {
        return new Verdict(
                view, state, "reading the logs", now, all, sample, rowsAll, rows, settled, differences, reason);
    }

    /** @param all rows of the table; {@code compared} of them were */
    Verdict compared(long all, long compared, long settledRows) {
        return new Verdict(
                view, state, doing, commands, commandsAll, sample, all, compared, settledRows, differences, reason);
    }

    Verdict ended(List<String> found) {
        State end = found.isEmpty() ? State.EQUAL : State.DIFFERENT;
        return new Verdict(
                view, end, "done", commands, commandsAll, sample, rowsAll, rows, settled, found, Optional.empty());
    }

    Verdict failed(String why) {
        return new Verdict(
                view,
                State.FAILED,
                "done",
                commands,
                commandsAll,
                sample,
                rowsAll,
                rows,
                settled,
                List.of(),
                Optional.of(why));
    }
}
