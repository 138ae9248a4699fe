package io.weirpool.app.cli;

/** Whether a person is looking. */
final class Terminal {
    private Terminal() {}

    /** From Java 22 on there is a console without a terminal, too; TERM tells. */
    @SuppressWarnings("SystemConsoleNull") // on 17 it does; later on TERM is all we ask
    static boolean isThere() {
        return System.console() != null && System.getenv("TERM") != null && !"dumb".equals(System.getenv("TERM"));
    }
}
