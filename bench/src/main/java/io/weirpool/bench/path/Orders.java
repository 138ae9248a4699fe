package io.weirpool.bench.path;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weirpool.bench.load.Requests;
import io.weirpool.bench.load.Shot;

/** A post for each order: an array of its lines. Always the same ones; customers, products and hours come evenly. */
final class Orders implements Requests {
    private static final long SPREAD = 2_654_435_761L;
    private static final int HOURS_OF_DAY = 24;

    private final int lines;
    private final int hours;
    private final long first;
    private final long every;
    private final Taken taken;

    /** Hears of marked orders when they are accepted. */
    @FunctionalInterface
    interface Taken {
        /** @param line the first of the order */
        void accepted(long line, long nanos);
    }

    /**
     * Orders from a number on.
     *
     * @param lines of each order
     * @param hours over which they are spread, at most those of 28 days
     * @param first number of an order, so that runs differ
     * @param every so many orders one is marked: its customer has no other
     */
    Orders(int lines, int hours, long first, long every, Taken taken) {
        this.lines = lines;
        this.hours = hours;
        this.first = first;
        this.every = every;
        this.taken = taken;
    }

    @Override
    public Shot shot(long number) {
        return Shot.post(Shop.PATH, "application/json", body(number).getBytes(US_ASCII), lines);
    }

    @Override
    public void answered(long number, Shot shot, long nanos) {
        if (isMarked(number)) {
            taken.accepted((first + number) * lines, nanos);
        }
    }

    private boolean isMarked(long number) {
        return number % every == 0;
    }

    String body(long number) {
        long order = first + number;
        long customer = isMarked(number) ? Shop.CUSTOMERS + order * lines : draw(order, 1, Shop.CUSTOMERS);
        long hour = draw(order, 2, hours);
        StringBuilder body = new StringBuilder(150 * lines).append('[');
        for (int line = 0; line < lines; line++) {
            long id = order * lines + line;
            long quantity = 1 + id % 5;
            body.append(line == 0 ? "" : ",").append("{\"id\":").append(id);
            body.append(",\"customer\":").append(customer);
            body.append(",\"product\":").append(draw(id, 3, Shop.PRODUCTS));
            body.append(",\"quantity\":").append(quantity);
            body.append(",\"amount\":\"")
                    .append(quantity * (5 + id % 90))
                    .append('.')
                    .append(10 + id % 90);
            body.append("\",\"at\":\"2026-01-").append(two(1 + hour / HOURS_OF_DAY));
            body.append('T').append(two(hour % HOURS_OF_DAY)).append(':').append(10 + order % 50);
            body.append(":30.123\"}");
        }
        return body.append(']').toString();
    }

    private static String two(long number) {
        return (number < 10 ? "0" : "") + number;
    }

    /** Evenly, without a pattern that comes again soon. */
    private static long draw(long number, int salt, int below) {
        long mixed = (number + 1) * SPREAD + salt * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 31)) * 0xBF58476D1CE4E5B9L;
        return Math.floorMod(mixed ^ (mixed >>> 29), (long) below);
    }
}
