package io.weirpool.ingest.http;

/** Values of a request as messages and log lines show them. */
final class Shown {
    /* Enough to recognise a value; not enough to use us for sending other people's text around. */
    private static final int LENGTH_MAX = 64;

    private static final char DELETE = 0x7F;

    private Shown() {}

    /** At most 64 characters, without control characters. */
    static String cut(String value) {
        int end = Math.min(value.length(), LENGTH_MAX);
        if (end < value.length() && Character.isHighSurrogate(value.charAt(end - 1))) {
            end--;
        }
        String shown = value.substring(0, end);
        if (shown.chars().anyMatch(c -> c < ' ' || c == DELETE)) {
            shown = shown.replaceAll("\\p{Cntrl}", "\uFFFD");
        }
        return end < value.length() ? shown + "…" : shown;
    }
}
