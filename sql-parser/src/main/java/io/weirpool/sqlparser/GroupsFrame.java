package io.weirpool.sqlparser;

import java.math.BigDecimal;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Frames in GROUPS, which Calcite's windows do not have. Without a distance they are frames in RANGE. A distance is a whole
 * number, and stands here as one of ROWS that is larger by {@link #MARK} than any partition has rows.
 */
public final class GroupsFrame {
    public static final long MARK = 1L << 61;

    private GroupsFrame() {}

    /** Whether the bound counts groups of peers rather than rows. */
    public static boolean isGroups(long distance) {
        return distance >= MARK;
    }

    /** What isRows says of such a frame. */
    static SqlLiteral isRows(SqlNode from, SqlNode to) {
        return SqlLiteral.createBoolean(hasDistance(from) || hasDistance(to), SqlParserPos.ZERO);
    }

    private static boolean hasDistance(SqlNode bound) {
        return bound != null && (bound.getKind() == SqlKind.PRECEDING || bound.getKind() == SqlKind.FOLLOWING);
    }

    /** The first bound, as that of a frame in ROWS or RANGE. */
    static SqlNode from(SqlNode bound) {
        return marked(bound);
    }

    /** The last bound, which is the current row's group where none is written. */
    static SqlNode to(SqlNode bound) {
        return bound == null ? SqlWindow.createCurrentRow(SqlParserPos.ZERO) : marked(bound);
    }

    /** The bound with its distance marked; one that is no whole number stays, and is refused as one of ROWS. */
    private static SqlNode marked(SqlNode bound) {
        if (!hasDistance(bound)
                || !(((SqlCall) bound).operand(0) instanceof SqlNumericLiteral distance)
                || !distance.isInteger()) {
            return bound;
        }
        BigDecimal marked = distance.bigDecimalValue().add(BigDecimal.valueOf(MARK));
        SqlParserPos place = distance.getParserPosition();
        SqlNode literal = SqlLiteral.createExactNumeric(marked.toPlainString(), place);
        return bound.getKind() == SqlKind.PRECEDING
                ? SqlWindow.createPreceding(literal, bound.getParserPosition())
                : SqlWindow.createFollowing(literal, bound.getParserPosition());
    }
}
