package io.weirpool.sql.translate;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.model.Name;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.EventTimePolicy;
import io.weirpool.sql.plan.EventTimePolicy.Late;
import io.weirpool.sql.plan.EventTimes;
import io.weirpool.sql.plan.Placement;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.rewrite.ClosingFirst;
import io.weirpool.sqlparser.CreateView;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * What a view says of late rows and of when it writes: {@code WITH (late = .., emit = ..)} and {@code EMIT FINAL}.
 *
 * @param place of what makes it leave out late rows; of the view's name when nothing does
 */
public record Lateness(EventTimePolicy policy, SqlParserPos place) {
    private static final String LATE = "late";
    private static final String EMIT = "emit";
    private static final String CLOSING = "group by the window_end of TUMBLE, HOP, CUMULATE or SESSION over the"
            + " watermark's column, or by date_trunc or date_bin of it";

    /** @throws Mistake when it contradicts itself, or says what is not known */
    public static Lateness of(CreateView node) {
        Map<String, SqlNode> said = Options.said(node.options, List.of(LATE, EMIT));
        SqlNode late = said.get(LATE);
        SqlParserPos emit = emit(node, said.get(EMIT));
        if (late == null) {
            // What was written once cannot be mended by a late row.
            return emit == null
                    ? new Lateness(EventTimePolicy.NONE, node.name.getParserPosition())
                    : new Lateness(new EventTimePolicy(Late.DROP, true), emit);
        }
        Late policy = late(late);
        if (emit != null && policy == Late.APPLY) {
            throw Mistake.invalid(
                    late.getParserPosition(),
                    "with EMIT FINAL a row is written once, so that a late row cannot be applied",
                    "Write late = 'drop' or late = 'dead-letter', or leave EMIT FINAL out.");
        }
        return new Lateness(new EventTimePolicy(policy, emit != null), late.getParserPosition());
    }

    private static Late late(SqlNode value) {
        String text = Options.text(value);
        return Arrays.stream(Late.values())
                .filter(policy -> policy.text().equals(text))
                .findFirst()
                .orElseThrow(() -> Mistake.invalid(
                        value.getParserPosition(),
                        "'late' is one of "
                                + Arrays.stream(Late.values()).map(Late::text).collect(Collectors.joining(", ")),
                        "Write late = 'drop'."));
    }

    /** Where it says that rows are written when they are final; null when it does not. */
    private static @Nullable SqlParserPos emit(CreateView node, @Nullable SqlNode option) {
        if (option == null) {
            return node.emitFinal;
        }
        if (!Options.text(option).equals("final")) {
            throw Mistake.invalid(
                    option.getParserPosition(), "'emit' can only be final", "Write emit = 'final', or leave it out.");
        }
        return option.getParserPosition();
    }

    /** The bounds that streams with a watermark give. */
    static EventTimes times(Map<String, Source> sources) {
        Map<Name, Integer> columns = new HashMap<>();
        for (Source source : sources.values()) {
            if (source.watermark() != null) {
                columns.put(source.name(), source.watermark().column());
            }
        }
        return new EventTimes(columns);
    }

    /** The plan with what closes first in its keys. */
    Plan arranged(Plan plan, EventTimes times) {
        return policy.closes() ? ClosingFirst.apply(plan, times) : plan;
    }

    /** The view's key with what closes first. */
    ViewKey arranged(Plan plan, ViewKey key, EventTimes times) {
        return policy.closes() && key instanceof ViewKey.Columns columns
                ? new ViewKey.Columns(ClosingFirst.first(columns.indexes(), times.columns(plan)))
                : key;
    }

    /** @throws Mistake when nothing of the view is ever closed, or its rows are not */
    void check(Plan plan, ViewKey key, Map<String, Source> sources, EventTimes times) {
        if (!policy.closes()) {
            return;
        }
        if (Placement.sources(plan).stream().allMatch(name -> noWatermark(sources.get(name.value())))) {
            throw Mistake.invalid(
                    place,
                    "no stream that the view reads has a watermark, so that no row is late and nothing is final",
                    "Declare WATERMARK FOR column AS column - INTERVAL '5' SECOND in CREATE STREAM, or leave this"
                            + " out.");
        }
        if (!times.closesAny(plan)) {
            throw Mistake.unsupported(
                    place,
                    "nothing in the view closes as the watermark goes on, so that all state would be kept",
                    "Leave this out, or " + CLOSING + ".");
        }
        if (policy.emitFinal() && times.closingOfView(plan, key).isEmpty()) {
            throw Mistake.unsupported(
                    place,
                    "the view's rows have no column that says when they are final",
                    "Select the window's end, or leave EMIT FINAL out; " + CLOSING + ".");
        }
    }

    private static boolean noWatermark(@Nullable Source source) {
        return source == null || source.watermark() == null;
    }
}
