package io.weirpool.app.operate;

import java.util.List;

/** Lines that went and came, in order, by their longest common subsequence; texts here have a few dozen lines. */
final class LineDifference {
    private LineDifference() {}

    /** Lines with {@code -} and {@code +} before them; empty when the texts are equal. */
    static String of(List<String> before, List<String> after) {
        int[][] common = commonSuffixes(before, after);
        StringBuilder text = new StringBuilder();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                i++;
                j++;
            } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
                text.append("    - ").append(before.get(i++).strip()).append('\n');
            } else {
                text.append("    + ").append(after.get(j++).strip()).append('\n');
            }
        }
        return text.toString().stripTrailing();
    }

    /** Length of the longest common subsequence of what begins at i and j. */
    private static int[][] commonSuffixes(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
