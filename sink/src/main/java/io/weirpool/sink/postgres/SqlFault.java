package io.weirpool.sink.postgres;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What a failure of PostgreSQL means: the row's fault, or that of something broken. */
public final class SqlFault {
    /*
     * Classes of SQLSTATE that say: this row, never. 21 cardinality (two rows of one key in a statement), 22 data
     * exceptions, 23 constraints, 54 limits (a key longer than an index entry). All others (connections, locks,
     * deadlocks, shut-downs, disks, rights, missing objects) can be mended without touching the row.
     */
    private static final Set<String> REFUSALS = Set.of("21", "22", "23", "54");

    /** 08 connection, 53 resources, 57 operator intervention, 58 system, XX internal. */
    private static final Set<String> OUTAGES = Set.of("08", "53", "57", "58", "XX");

    private static final int DETAIL_CHARACTERS_MAX = 300; // a line of a log; PostgreSQL repeats values in its message

    private SqlFault() {}

    /** Whether PostgreSQL refused what it was given, and would do so again. */
    static boolean isRefusal(SQLException e) {
        String state = e.getSQLState();
        return state != null && state.length() == 5 && REFUSALS.contains(state.substring(0, 2));
    }

    /** Whether the server as a whole is out of reach or out of resources, so that trying other views is of no use. */
    public static boolean isOutage(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.length() != 5 || OUTAGES.contains(state.substring(0, 2));
    }

    /** Whether somebody held a lock for longer than {@code lock_timeout}. */
    static boolean isLockTimeout(SQLException e) {
        return "55P03".equals(e.getSQLState());
    }

    /** One line: SQLSTATE and the server's own words, without the statement and the row. */
    public static String describe(SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException ps ? ps.getServerErrorMessage() : null;
        @Nullable String said = server == null ? deepest(e) : server.getMessage();
        String text = (e.getSQLState() == null ? "" : "SQLSTATE " + e.getSQLState() + ": ") + said;
        String line = text.replace('\0', '\uFFFD').replace('\n', ' ');
        return line.length() <= DETAIL_CHARACTERS_MAX ? line : line.substring(0, DETAIL_CHARACTERS_MAX) + "…";
    }

    /** The pool says that it waited; its cause says for what. */
    private static @Nullable String deepest(SQLException e) {
        Throwable cause = e;
        while (cause.getCause() instanceof SQLException deeper && deeper != cause) {
            cause = deeper;
        }
        return cause.getMessage();
    }
}
