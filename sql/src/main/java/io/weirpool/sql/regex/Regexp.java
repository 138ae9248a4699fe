package io.weirpool.sql.regex;

import org.jspecify.annotations.Nullable;

/** An expression that was read. Immutable and thread-safe. */
public final class Regexp {
    private final Tree tree;
    private final int groups;
    private final boolean ignoreCase;

    private Regexp(Syntax.Read read) {
        this.tree = Tree.of(read.part());
        this.groups = read.groups();
        this.ignoreCase = read.ignoreCase();
    }

    /**
     * Reads it.
     *
     * @param options PostgreSQL's letters: c i m n p q s t w x
     * @throws RegexException when it is none, or not supported
     */
    public static Regexp of(String pattern, String options) {
        return new Regexp(Syntax.read(pattern, Options.NONE.with(options)));
    }

    /** How many groups it remembers. */
    public int groups() {
        return groups;
    }

    public Matches in(String text) {
        return new Matches(text);
    }

    /** The matches in one text, one after the other. Places are of {@code char}s. For one thread. */
    public final class Matches {
        private final String text;
        private final int[] points;
        private final Search search;

        private Matches(String text) {
            this.text = text;
            this.points = text.codePoints().toArray();
            this.search = new Search(tree, points, groups, ignoreCase);
        }

        /** How many characters the text has: code points. */
        public int length() {
            return points.length;
        }

        /**
         * The first match that begins at this character or behind it; whether there is one.
         *
         * @param from a count of code points
         * @throws RegexException when it takes too long
         */
        public boolean find(int from) {
            return from <= points.length && search.find(from);
        }

        /** Of the last match, its group's first character, counted in code points; -1 where the group took no part. */
        public int start(int group) {
            return search.start(group);
        }

        /** Behind its last. */
        public int end(int group) {
            return search.end(group);
        }

        /** What the group of the last match took; null where it took no part. */
        public @Nullable String group(int group) {
            return start(group) < 0 ? null : between(start(group), end(group));
        }

        /** The text between two characters, counted in code points. */
        public String between(int start, int end) {
            return points.length == text.length() ? text.substring(start, end) : new String(points, start, end - start);
        }
    }
}
