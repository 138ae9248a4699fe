package io.weirpool.sql.restate;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.parse.StatementText;
import io.weirpool.sqlparser.CreateView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * A view's query with TUMBLE and HOP as plain subqueries. All else stays as it was written, character by character: what
 * Calcite would make of it is not PostgreSQL's.
 */
final class WindowText extends SqlBasicVisitor<@Nullable Void> {
    private static final Set<String> WINDOWS = Set.of("TUMBLE", "HOP", "SESSION");
    /** Windows are counted from here, as everywhere; PostgreSQL reads it as the type of the column beside it. */
    private static final String ORIGIN = "'1970-01-01 00:00:00+00'";

    private final StatementText text;
    /** What stands instead, by the place it replaces. Innermost are found last and hold no other. */
    private final List<Replacement> replacements = new ArrayList<>();

    private record Replacement(SqlParserPos place, String with) {}

    private WindowText(StatementText text) {
        this.text = text;
    }

    /** @throws Mistake when a window has no such form */
    static String spelledOut(StatementText text, CreateView view) {
        WindowText windows = new WindowText(text);
        view.query.accept(windows);
        return windows.replaced(view.queryPlace);
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call.getKind() == SqlKind.COLLECTION_TABLE
                && call.operand(0) instanceof SqlCall window
                && window.getOperator() instanceof SqlFunction
                && WINDOWS.contains(window.getOperator().getName().toUpperCase(Locale.ROOT))) {
            replacements.add(new Replacement(call.getParserPosition(), window(window)));
            return null;
        }
        return super.visit(call);
    }

    private String window(SqlCall window) {
        List<SqlNode> operands = window.getOperandList();
        String rows = rows(operands.get(0));
        String time = "w_." + time(operands.get(1));
        List<String> spans = operands.subList(2, operands.size()).stream()
                .map(span -> text.slice(span.getParserPosition()))
                .toList();
        return switch (window.getOperator().getName().toUpperCase(Locale.ROOT)) {
            case "TUMBLE" -> tumble(rows, time, spans.get(0), spans.size() > 1 ? spans.get(1) : null);
            case "HOP" -> hop(rows, time, spans.get(0), spans.get(1), spans.size() > 2 ? spans.get(2) : null);
            default -> throw unsupported(window);
        };
    }

    private static String tumble(String rows, String time, String size, @Nullable String offset) {
        return "(SELECT w_.*, b_.s_ AS window_start, b_.s_ + %s AS window_end FROM %s CROSS JOIN LATERAL (SELECT %s AS s_) AS b_ WHERE %s IS NOT NULL)"
                .formatted(size, rows, floor(size, time, offset), time);
    }

    private static String hop(String rows, String time, String slide, String size, @Nullable String offset) {
        return "(SELECT w_.*, b_.s_ AS window_start, b_.s_ + %s AS window_end FROM %s CROSS JOIN LATERAL generate_series(%s, %s - %s, - %s) AS b_ (s_) WHERE b_.s_ > %s - %s)"
                .formatted(size, rows, floor(slide, time, offset), time, size, slide, time, size);
    }

    private static String floor(String span, String time, @Nullable String offset) {
        return offset == null
                ? "date_bin(%s, %s, %s)".formatted(span, time, ORIGIN)
                : "date_bin(%s, %s - %s, %s) + %s".formatted(span, time, offset, ORIGIN, offset);
    }

    private String rows(SqlNode table) {
        if (table instanceof SqlCall explicit && explicit.getKind() == SqlKind.EXPLICIT_TABLE) {
            return explicit.operand(0).toString() + " AS w_";
        }
        if (table instanceof SqlIdentifier name) {
            return name + " AS w_";
        }
        throw unsupported(table);
    }

    private static String time(SqlNode time) {
        if (time instanceof SqlIdentifier name && name.isSimple()) {
            return name.getSimple();
        }
        if (time instanceof SqlCall call
                && call.getOperator().getName().equalsIgnoreCase("DESCRIPTOR")
                && call.operandCount() == 1
                && call.operand(0) instanceof SqlIdentifier name
                && name.isSimple()) {
            return name.getSimple();
        }
        throw unsupported(time);
    }

    private static Mistake unsupported(SqlNode node) {
        return new Mistake(
                ErrorCode.SQL_UNSUPPORTED,
                node.getParserPosition(),
                "this window is not spelled out for PostgreSQL: " + node,
                "");
    }

    private String replaced(SqlParserPos whole) {
        TreeMap<Integer, Replacement> byBegin = new TreeMap<>();
        String all = text.slice(whole);
        int base = text.offset(whole);
        replacements.forEach(one -> byBegin.put(text.offset(one.place()) - base, one));
        StringBuilder written = new StringBuilder();
        int at = 0;
        for (var entry : byBegin.entrySet()) {
            written.append(all, at, entry.getKey()).append(entry.getValue().with());
            at = entry.getKey() + text.slice(entry.getValue().place()).length();
        }
        return written.append(all, at, all.length()).toString();
    }
}
