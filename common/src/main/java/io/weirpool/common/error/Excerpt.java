package io.weirpool.common.error;

/** What was seen, in quotes and cut, so that a message never repeats a large or secret value whole. */
public final class Excerpt {
    /** Enough to recognise a value; errors are logged, and a client may send megabytes. */
    public static final int LENGTH_MAX = 64;

    private Excerpt() {}

    /** The text in double quotes, at most 64 characters of it. */
    public static String of(CharSequence text) {
        if (text.length() <= LENGTH_MAX) {
            return "\"" + text + "\"";
        }
        int end = Character.isHighSurrogate(text.charAt(LENGTH_MAX - 1)) ? LENGTH_MAX - 1 : LENGTH_MAX;
        return "\"" + text.subSequence(0, end) + "…\"";
    }
}
