package io.weirpool.common.error;

/** What a failure goes back to, for people: what wraps it often says little, or guesses. */
public final class RootCause {
    private RootCause() {}

    /** The message of the innermost cause; its class where it has none. */
    public static String of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    /** The failure's own message and, where it does not say it, the innermost cause's. */
    public static String with(Throwable failure) {
        String own = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        String root = of(failure);
        return own.contains(root) ? own : own + ": " + root;
    }
}
