package io.weirpool.sql.parse;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/**
 * A window of time by which a query is grouped: {@code GROUP BY TUMBLE(at, INTERVAL '1' HOUR)}.
 *
 * @param call with its time, which is a column
 * @param alias of the table
 * @param keys names of the other columns it is grouped by
 */
public record GroupedWindow(SqlCall call, String alias, List<SqlNode> keys) {
    public static final String START = "window_start";
    public static final String END = "window_end";

    private static final Map<SqlKind, String> WINDOWS =
            Map.of(SqlKind.TUMBLE, "tumble", SqlKind.HOP, "hop", SqlKind.SESSION, "session");

    public GroupedWindow {
        keys = List.copyOf(keys);
    }

    /** Empty where there is none, or it is of more than a table. */
    public static Optional<GroupedWindow> of(SqlSelect select) {
        String alias = alias(select.getFrom());
        if (select.getGroup() == null || alias == null) {
            return Optional.empty();
        }
        List<SqlCall> windows = new ArrayList<>();
        List<SqlNode> keys = new ArrayList<>();
        for (SqlNode item : select.getGroup()) {
            if (WINDOWS.containsKey(item.getKind())) {
                windows.add((SqlCall) item);
            } else {
                keys.add(item instanceof SqlIdentifier name ? last(name) : item);
            }
        }
        boolean plain = windows.size() == 1
                && windows.get(0).operand(0) instanceof SqlIdentifier
                && (windows.get(0).getKind() != SqlKind.SESSION
                        || keys.stream().allMatch(SqlIdentifier.class::isInstance));
        return plain ? Optional.of(new GroupedWindow(windows.get(0), alias, keys)) : Optional.empty();
    }

    private static @Nullable String alias(@Nullable SqlNode from) {
        if (from instanceof SqlIdentifier name) {
            return name.names.get(name.names.size() - 1);
        }
        return from != null && from.getKind() == SqlKind.AS
                ? ((SqlCall) from).operand(1).toString()
                : null;
    }

    private static SqlIdentifier last(SqlIdentifier name) {
        return new SqlIdentifier(name.names.get(name.names.size() - 1), name.getParserPosition());
    }

    /** {@code tumble}, {@code hop} or {@code session}. */
    public String name() {
        return requireNonNull(WINDOWS.get(call.getKind()));
    }

    /** The column that is the time. */
    public SqlIdentifier time() {
        return last(call.operand(0));
    }

    public boolean isSession() {
        return call.getKind() == SqlKind.SESSION;
    }

    /** {@link #START} for {@code TUMBLE_START(..)} of this window, {@link #END} for its end; empty for all else. */
    public Optional<String> bound(SqlCall of) {
        String function = of.getOperator().getName().toLowerCase(Locale.ROOT);
        boolean start = function.equals(name() + "_start");
        if (!start && !function.equals(name() + "_end")) {
            return Optional.empty();
        }
        SqlNodeList given = new SqlNodeList(of.getOperandList(), SqlParserPos.ZERO);
        SqlNodeList own = new SqlNodeList(call.getOperandList(), SqlParserPos.ZERO);
        return given.equalsDeep(own, Litmus.IGNORE) ? Optional.of(start ? START : END) : Optional.empty();
    }
}
