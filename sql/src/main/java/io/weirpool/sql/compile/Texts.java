package io.weirpool.sql.compile;

/** Text as PostgreSQL sees it: a sequence of code points, ordered by UTF-8 bytes. */
final class Texts {
    private Texts() {}

    /** UTF-16 units order as code points do, but for surrogates, which stand for the highest. */
    static int compareUtf8(String a, String b) {
        int end = Math.min(a.length(), b.length());
        for (int i = 0; i < end; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return Character.isSurrogate(x) == Character.isSurrogate(y)
                        ? Character.compare(x, y)
                        : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    static String withoutTrailingBlanks(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }
}
