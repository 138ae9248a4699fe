package io.weirpool.sql.plan;

import java.util.OptionalLong;

/**
 * What a hint says of the size of some rows: that there are about so many, or few enough for every task to keep them all.
 *
 * @param number under which the query's text has the hint
 * @param rows about how many there are; empty when they are to go to all tasks
 */
public record SizeHint(int number, OptionalLong rows) {
    /** Whether all tasks are to have the rows. */
    public boolean everywhere() {
        return rows.isEmpty();
    }
}
