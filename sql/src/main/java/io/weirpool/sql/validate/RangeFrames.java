package io.weirpool.sql.validate;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlWindow;

/**
 * Frames in RANGE of which the end is not written: {@code RANGE UNBOUNDED PRECEDING} ends with the current row and its peers.
 * With the end they are allowed over several columns of ORDER BY, too, without it Calcite takes one.
 */
final class RangeFrames {
    private RangeFrames() {}

    /** The call itself when it is something else; a window is changed, as it is a copy. */
    static SqlCall apply(SqlCall call) {
        if (call instanceof SqlWindow window
                && !window.isRows()
                && window.getLowerBound() != null
                && window.getUpperBound() == null) {
            window.setUpperBound(SqlWindow.createCurrentRow(window.getParserPosition()));
        }
        return call;
    }
}
