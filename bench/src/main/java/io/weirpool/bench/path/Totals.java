package io.weirpool.bench.path;

import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What lines come to. */
record Totals(long n, long quantity, BigDecimal amount) {
    private static Totals of(Sale line) {
        return new Totals(1, line.quantity(), line.amount());
    }

    private Totals plus(Totals other) {
        return new Totals(n + other.n, quantity + other.quantity, amount.add(other.amount));
    }

    /** By a key of theirs, in its order: whoever locks rows in one order meets nobody who holds the next. */
    static <K extends Comparable<K>> SortedMap<K, Totals> by(Function<Sale, K> key, List<Sale> lines) {
        SortedMap<K, Totals> totals = new TreeMap<>();
        lines.forEach(line -> totals.merge(key.apply(line), of(line), Totals::plus));
        return totals;
    }
}
