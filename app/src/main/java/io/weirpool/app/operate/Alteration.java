package io.weirpool.app.operate;

import java.util.Locale;

/**
 * What becomes of a source or a view when definitions are applied.
 *
 * @param difference lines that go and come, for people; empty where nothing is to be shown
 */
public record Alteration(String name, Kind kind, String difference) {
    /** Closed: every definition is one of these. */
    public enum Kind {
        NEW,
        UNCHANGED,
        /** A view is built anew beside the old; a source takes more than before. */
        REPLACED,
        DROPPED,
        /** A source that would mean something else for the commands in its log. */
        REFUSED;

        /** As it is written for people and programs. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
