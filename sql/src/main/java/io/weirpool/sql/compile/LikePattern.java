package io.weirpool.sql.compile;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of LIKE: literal pieces between {@code %}, each with {@code _} for any code point. The first piece is
 * anchored at the start, the last at the end, those between are found leftmost: no backtracking over a whole text.
 */
public final class LikePattern implements AnyText {
    /** Stands for any code point. */
    private static final int ANY = -1;

    /** Parts between percent signs; one part means there is no percent sign. */
    private final List<int[]> pieces;

    private LikePattern(List<int[]> pieces) {
        this.pieces = pieces;
    }

    /** Backslash escapes. */
    public static LikePattern of(String pattern) {
        List<int[]> pieces = new ArrayList<>();
        List<Integer> piece = new ArrayList<>();
        int[] points = pattern.codePoints().toArray();
        int at = 0;
        while (at < points.length) {
            int point = points[at++];
            if (point == '%') {
                pieces.add(array(piece));
                piece.clear();
            } else if (point == '\\') {
                if (at == points.length) {
                    throw Failures.invalid("LIKE pattern must not end with escape character");
                }
                piece.add(points[at++]);
            } else {
                piece.add(point == '_' ? ANY : point);
            }
        }
        pieces.add(array(piece));
        return new LikePattern(pieces);
    }

    private static int[] array(List<Integer> points) {
        return points.stream().mapToInt(Integer::intValue).toArray();
    }

    boolean matches(String text) {
        int[] points = text.codePoints().toArray();
        int[] first = pieces.get(0);
        if (!at(points, 0, first)) {
            return false;
        }
        if (pieces.size() == 1) {
            return points.length == first.length;
        }
        int position = first.length;
        for (int[] middle : pieces.subList(1, pieces.size() - 1)) {
            position = find(points, position, middle);
            if (position < 0) {
                return false;
            }
        }
        int[] last = pieces.get(pieces.size() - 1);
        return points.length - last.length >= position && at(points, points.length - last.length, last);
    }

    /** Where the piece ends, or -1. */
    private static int find(int[] points, int from, int[] piece) {
        for (int i = from; i + piece.length <= points.length; i++) {
            if (at(points, i, piece)) {
                return i + piece.length;
            }
        }
        return -1;
    }

    private static boolean at(int[] points, int from, int[] piece) {
        if (from + piece.length > points.length) {
            return false;
        }
        for (int i = 0; i < piece.length; i++) {
            if (piece[i] != ANY && piece[i] != points[from + i]) {
                return false;
            }
        }
        return true;
    }

    /** A pattern of ILIKE: ASCII letters in either case. */
    public static final class IgnoringCase implements AnyText {
        private final LikePattern pattern;

        private IgnoringCase(LikePattern pattern) {
            this.pattern = pattern;
        }

        public static IgnoringCase of(String pattern) {
            return new IgnoringCase(LikePattern.of(Text.lower(pattern)));
        }

        boolean matches(String text) {
            return pattern.matches(Text.lower(text));
        }
    }
}
