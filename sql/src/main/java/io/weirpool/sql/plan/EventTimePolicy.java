package io.weirpool.sql.plan;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a view does with rows that come after the watermark of their stream, and when it writes its own.
 *
 * @param emitFinal whether a row is written once, when it can no longer change; then late rows are not applied
 */
public record EventTimePolicy(Late late, boolean emitFinal) {
    /** Every row counts, and is seen at once. */
    public static final EventTimePolicy NONE = new EventTimePolicy(Late.APPLY, false);

    /** Closed: what becomes of a late row. */
    public enum Late {
        /** It counts as others do. */
        APPLY("apply"),
        /** It is left out, and counted. */
        DROP("drop"),
        /** It is left out, counted, and kept as a dead letter. */
        DEAD_LETTER("dead-letter");

        private final String text;

        Late(String text) {
            this.text = text;
        }

        /** As {@code WITH (late = '...')} has it. */
        public String text() {
            return text;
        }
    }

    public EventTimePolicy {
        if (emitFinal && late == Late.APPLY) {
            throw new IllegalArgumentException("what is final cannot change with late rows");
        }
    }

    /** Whether late rows are left out, so that what is closed by the watermark stays as it is. */
    public boolean closes() {
        return late != Late.APPLY;
    }

    /** As the catalog keeps it; empty for {@link #NONE}. */
    public Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        if (closes()) {
            options.put("late", late.text());
        }
        if (emitFinal) {
            options.put("emit", "final");
        }
        return options;
    }
}
