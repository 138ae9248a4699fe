package io.weirpool.bench.path;

import java.io.IOException;
import java.sql.SQLException;

/** Finds how much holds: doubles until it does not, then halves the step, in ratios. */
final class Sweep {
    /** Of a step: then neighbours are apart by a fourth root of two, 19 %. */
    private static final int HALVINGS = 2;

    /** Where even less does not hold, something is broken. */
    private static final double LEAST = 4;

    /** One run at one rate. */
    @FunctionalInterface
    interface Attempt {
        boolean holds(double rate) throws IOException, InterruptedException, SQLException;
    }

    /**
     * Neighbours.
     *
     * @param holding the most that holds
     * @param failing the least that does not; infinite when all up to the limit holds
     */
    record Found(double holding, double failing) {}

    private Sweep() {}

    /**
     * Looks for the limit. A rate that fails on the way up is tried once more, as a machine may hiccup.
     *
     * @param first rate; below it is looked only when it fails
     * @param most rate that is tried
     */
    static Found run(double first, double most, Attempt attempt)
            throws IOException, InterruptedException, SQLException {
        double rate = first;
        while (rate <= most && holdsAtLast(rate, attempt)) {
            rate *= 2;
        }
        if (rate > most) {
            return new Found(rate / 2, Double.POSITIVE_INFINITY);
        }
        return rate > first ? between(rate / 2, rate, attempt) : below(first, attempt);
    }

    private static boolean holdsAtLast(double rate, Attempt attempt)
            throws IOException, InterruptedException, SQLException {
        boolean atOnce = attempt.holds(rate);
        return atOnce || attempt.holds(rate);
    }

    private static Found below(double failing, Attempt attempt) throws IOException, InterruptedException, SQLException {
        for (double rate = failing / 2; rate >= LEAST; rate /= 2) {
            if (attempt.holds(rate)) {
                return between(rate, rate * 2, attempt);
            }
        }
        throw new IllegalStateException("not even %.0f requests a second hold".formatted(LEAST));
    }

    private static Found between(double holding, double failing, Attempt attempt)
            throws IOException, InterruptedException, SQLException {
        double below = holding;
        double above = failing;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = Math.sqrt(below * above);
            if (attempt.holds(middle)) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return new Found(below, above);
    }
}
