package io.weirpool.sql.validate;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The name somebody probably meant. */
public final class Suggestions {
    private Suggestions() {}

    /** The nearest of the names, when it is near: up to a third of the letters differ. */
    public static Optional<String> nearest(String seen, Collection<String> names) {
        return names.stream()
                .filter(name -> distance(seen, name) <= Math.max(1, Math.min(seen.length(), name.length()) / 3))
                .min(Comparator.comparingInt((String name) -> distance(seen, name))
                        .thenComparing(name -> name));
    }

    /** How many letters must be added, removed, replaced or swapped with their neighbour. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                int best = Math.min(replace, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                cost[i][j] = swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
            }
        }
        return cost[a.length()][b.length()];
    }
}
