package io.weirpool.sql.restate;

import io.weirpool.sql.convert.FunctionNames;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.parse.StatementText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** TUMBLE, HOP, CUMULATE and SESSION as plain subqueries. */
final class WindowText {
    private static final Set<String> WINDOWS = Set.of("tumble", "hop", "cumulate", "session");
    /** Windows are counted from here, as everywhere; PostgreSQL reads it as the type of the column beside it. */
    private static final String ORIGIN = "'1970-01-01 00:00:00+00'";

    private final StatementText text;
    private final SqlCall window;
    private final String rows;
    private final String time;

    private WindowText(StatementText text, SqlCall window) {
        this.text = text;
        this.window = window;
        this.rows = rows(window.operand(0));
        this.time = "w_." + column(window.operand(1));
    }

    /**
     * Empty when the call is no window.
     *
     * @throws Mistake when it is one and has no such form
     */
    static Optional<String> of(StatementText text, SqlCall call) {
        return isWindow(call) ? Optional.of(new WindowText(text, call.operand(0)).written()) : Optional.empty();
    }

    static boolean isWindow(SqlCall call) {
        return call.getKind() == SqlKind.COLLECTION_TABLE
                && call.operand(0) instanceof SqlCall window
                && window.getOperator() instanceof SqlFunction
                && WINDOWS.contains(name(window));
    }

    private static String name(SqlCall window) {
        return FunctionNames.postgres(window.getOperator().getName());
    }

    private String written() {
        List<SqlNode> operands = window.getOperandList();
        return switch (name(window)) {
            case "tumble" -> tumble(span(2), operands.size() > 3 ? span(3) : null);
            case "hop" -> hop(span(2), span(3), operands.size() > 4 ? span(4) : null);
            case "cumulate" -> cumulate(span(2), span(3), operands.size() > 4 ? span(4) : null);
            default -> operands.size() > 3 ? session(columns(operands.get(2)), span(3)) : session(List.of(), span(2));
        };
    }

    private String span(int operand) {
        return text.slice(window.operand(operand).getParserPosition());
    }

    private String tumble(String size, @Nullable String offset) {
        return "(SELECT w_.*, b_.s_ AS window_start, b_.s_ + %s AS window_end FROM %s CROSS JOIN LATERAL (SELECT %s AS s_) AS b_ WHERE %s IS NOT NULL)"
                .formatted(size, rows, floor(size, offset), time);
    }

    private String hop(String slide, String size, @Nullable String offset) {
        return "(SELECT w_.*, b_.s_ AS window_start, b_.s_ + %s AS window_end FROM %s CROSS JOIN LATERAL generate_series(%s, %s - %s, - %s) AS b_ (s_) WHERE b_.s_ > %s - %s)"
                .formatted(size, rows, floor(slide, offset), time, size, slide, time, size);
    }

    private String cumulate(String step, String size, @Nullable String offset) {
        return "(SELECT w_.*, b_.s_ AS window_start, e_.e_ AS window_end FROM %s CROSS JOIN LATERAL (SELECT %s AS s_) AS b_ CROSS JOIN LATERAL generate_series(b_.s_ + %s, b_.s_ + %s, %s) AS e_ (e_) WHERE e_.e_ > %s)"
                .formatted(rows, floor(size, offset), step, size, step, time);
    }

    private String floor(String span, @Nullable String offset) {
        return offset == null
                ? "date_bin(%s, %s, %s)".formatted(span, time, ORIGIN)
                : "date_bin(%s, %s - %s, %s) + %s".formatted(span, time, offset, ORIGIN, offset);
    }

    /** A row begins a session (b_) when the one before it is a gap or more away; rows of one time are counted together. */
    private String session(List<String> keys, String gap) {
        String own = IntStream.range(0, keys.size())
                .mapToObj(i -> ", w_.%s AS k%d_".formatted(keys.get(i), i))
                .collect(Collectors.joining());
        String begins = "CASE WHEN %1$s < lag(%1$s) OVER (%2$sORDER BY %1$s) + %3$s THEN 0 ELSE 1 END"
                .formatted(time, partition(keys.stream().map(key -> "w_." + key).toList()), gap);
        List<String> kept =
                IntStream.range(0, keys.size()).mapToObj(i -> "y_.k" + i + "_").toList();
        String numbered = "SELECT y_.*, sum(y_.b_) OVER (%sORDER BY y_.t_) AS g_".formatted(partition(kept))
                + " FROM (SELECT w_ AS r_, %s AS t_%s, %s AS b_ FROM %s WHERE %s IS NOT NULL) AS y_"
                        .formatted(time, own, begins, rows, time);
        String session = kept.stream().map(key -> key.replace('y', 'z') + ", ").collect(Collectors.joining());
        return "(SELECT (z_.r_).*, min(z_.t_) OVER v_ AS window_start, max(z_.t_) OVER v_ + %s AS window_end FROM (%s) AS z_ WINDOW v_ AS (PARTITION BY %sz_.g_))"
                .formatted(gap, numbered, session);
    }

    private static String partition(List<String> keys) {
        return keys.isEmpty() ? "" : "PARTITION BY " + String.join(", ", keys) + " ";
    }

    private String rows(SqlNode table) {
        if (table instanceof SqlCall explicit && explicit.getKind() == SqlKind.EXPLICIT_TABLE) {
            return explicit.operand(0).toString() + " AS w_";
        }
        if (table instanceof SqlIdentifier name) {
            return name + " AS w_";
        }
        if (table.isA(SqlKind.QUERY)) {
            String query = RewrittenText.of(text, table);
            return (query.startsWith("(") ? query : "(" + query + ")") + " AS w_";
        }
        throw RewrittenText.unsupported("window", table);
    }

    private static String column(SqlNode time) {
        List<String> columns = columns(time);
        if (columns.size() != 1) {
            throw RewrittenText.unsupported("window", time);
        }
        return columns.get(0);
    }

    /** What a DESCRIPTOR names, or the name itself. */
    private static List<String> columns(SqlNode named) {
        if (named instanceof SqlIdentifier name && name.isSimple()) {
            return List.of(RewrittenText.written(name.getSimple()));
        }
        if (named instanceof SqlCall call && call.getOperator().getName().equalsIgnoreCase("DESCRIPTOR")) {
            return call.getOperandList().stream()
                    .flatMap(column -> columns(column).stream())
                    .toList();
        }
        throw RewrittenText.unsupported("window", named);
    }
}
