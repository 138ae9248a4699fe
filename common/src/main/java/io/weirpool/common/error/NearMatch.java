package io.weirpool.common.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** "Did you mean": the known name that a mistyped one is nearest to. */
public final class NearMatch {
    /** No name of ours is longer; the cost of comparing grows with the product of the lengths. */
    private static final int LENGTH_MAX = 64;

    private NearMatch() {}

    /** The nearest of the known names by edit distance, if at most a third of the characters differ. */
    public static Optional<String> of(String name, Collection<String> known) {
        if (name.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        return known.stream()
                .filter(k -> k.length() <= LENGTH_MAX && distance(name, k) <= Math.max(1, k.length() / 3))
                .min(Comparator.comparingInt((String k) -> distance(name, k)).thenComparing(Comparator.naturalOrder()));
    }

    /** A sentence to append to a message: {@code , did you mean "amount"?}; empty when nothing is near. */
    public static String hint(String name, Collection<String> known) {
        return of(name, known).map(k -> "; did you mean \"" + k + "\"?").orElse("");
    }

    /** Levenshtein's distance, case ignored, one row of the table at a time. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                int changed = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1));
                diagonal = row[j];
                row[j] = changed;
            }
        }
        return row[b.length()];
    }
}
