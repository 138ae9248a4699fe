package io.weirpool.sql.translate;

import io.weirpool.common.codec.IntervalText;
import io.weirpool.common.model.Interval;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.RowCount;
import io.weirpool.sql.validate.Suggestions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/** What WITH (...) can say. */
final class Options {
    /** Enough that a second and third process have work, few enough for dev. */
    private static final int PARTITIONS_DEFAULT = 4;

    /** Each costs a task, a transaction share and state files; one partition takes some 50,000 rows a second. */
    private static final int PARTITIONS_MAX = 256;

    /** Clocks differ by minutes at most; zones confused by more. */
    private static final long AHEAD_DEFAULT_MICROS = TimeUnit.HOURS.toMicros(1);

    private static final String PARTITIONS = "partitions";
    private static final String AHEAD = "ahead";
    private static final String IDEMPOTENCY = "idempotency";

    /** Of a source. */
    private static final List<String> OF_SOURCE = List.of(PARTITIONS, AHEAD, IDEMPOTENCY, RowCount.OPTION);

    /** The longest that ids are remembered: each is some 32 bytes of state, and a repeat comes within days. */
    private static final long IDEMPOTENCY_DAYS_MAX = 400;

    private Options() {}

    /** Partitions of a source's log; everything said of the source is put into the map. */
    static int partitions(SqlNodeList settings, Map<String, String> options) {
        Map<String, SqlNode> said = said(settings, OF_SOURCE);
        said.forEach((name, value) -> options.put(name, text(value)));
        checkIdempotency(said.get(IDEMPOTENCY));
        checkRows(said.get(RowCount.OPTION));
        SqlNode partitions = said.get(PARTITIONS);
        return partitions == null ? PARTITIONS_DEFAULT : number(partitions);
    }

    /** How far a time may be ahead of its append to the log. */
    static long aheadMicros(SqlNodeList settings) {
        SqlNode said = said(settings, OF_SOURCE).get(AHEAD);
        return said == null ? AHEAD_DEFAULT_MICROS : span(AHEAD, said);
    }

    /** How long ids are remembered; the option's text is what the source task reads. */
    private static void checkIdempotency(@Nullable SqlNode said) {
        if (said == null) {
            return;
        }
        long micros = span(IDEMPOTENCY, said);
        if (micros < TimeUnit.SECONDS.toMicros(1) || micros > TimeUnit.DAYS.toMicros(IDEMPOTENCY_DAYS_MAX)) {
            throw Mistake.invalid(
                    said.getParserPosition(),
                    "'idempotency' is not from 1 second to " + IDEMPOTENCY_DAYS_MAX + " days",
                    "Write as long as a sender may still try again: 'idempotency' = '7 days'.");
        }
    }

    private static void checkRows(@Nullable SqlNode said) {
        if (said != null && RowCount.parse(text(said)).isEmpty()) {
            throw Mistake.invalid(
                    said.getParserPosition(),
                    "'rows' is no whole number from 1 to " + RowCount.MAX,
                    "Write about how many rows there will be: 'rows' = '20000'.");
        }
    }

    private static long span(String option, SqlNode said) {
        Interval interval =
                IntervalText.parse(text(said)).filter(i -> i.months() == 0).orElseThrow(() -> noSpan(option, said));
        long micros = micros(interval, said.getParserPosition());
        if (micros < 1) {
            throw noSpan(option, said);
        }
        return micros;
    }

    private static Mistake noSpan(String option, SqlNode value) {
        return Mistake.invalid(
                value.getParserPosition(),
                "'" + option + "' is no span of time above 0",
                "Write '" + option + "' = '2 hours', or days.");
    }

    /** Of an interval without months. */
    static long micros(Interval interval, SqlParserPos place) {
        try {
            return Math.addExact(Math.multiplyExact(interval.days(), Interval.MICROS_PER_DAY), interval.micros());
        } catch (ArithmeticException e) {
            throw Mistake.invalid(place, "the interval is too long", "Write fewer days.");
        }
    }

    /** Without a watermark nothing is measured by the clock. */
    static void refuseAhead(SqlNodeList settings) {
        SqlNode said = said(settings, OF_SOURCE).get(AHEAD);
        if (said != null) {
            throw Mistake.invalid(
                    said.getParserPosition(),
                    "'ahead' is for a stream with a WATERMARK",
                    "Leave it out, or declare WATERMARK FOR column AS column - INTERVAL '5' SECOND.");
        }
    }

    /**
     * What is said, each name once.
     *
     * @throws Mistake at a name that is not known, or said twice
     */
    static Map<String, SqlNode> said(SqlNodeList settings, List<String> known) {
        Map<String, SqlNode> said = new LinkedHashMap<>();
        for (int i = 0; i < settings.size(); i += 2) {
            String name = text(settings.get(i));
            if (!known.contains(name)) {
                throw unknown(settings.get(i), name, known);
            }
            if (said.put(name, settings.get(i + 1)) != null) {
                throw Mistake.invalid(
                        settings.get(i).getParserPosition(), "'" + name + "' is set twice", "Set it once.");
            }
        }
        return said;
    }

    private static Mistake unknown(SqlNode place, String name, List<String> known) {
        String remedy = Suggestions.nearest(name, known)
                        .map(near -> "Did you mean '" + near + "'? ")
                        .orElse("")
                + "There is: " + String.join(", ", known) + ".";
        return Mistake.invalid(place.getParserPosition(), "there is no option '" + name + "'", remedy);
    }

    private static int number(SqlNode value) {
        String text = text(value);
        if (text.matches("[1-9][0-9]{0,3}") && Integer.parseInt(text) <= PARTITIONS_MAX) {
            return Integer.parseInt(text);
        }
        throw Mistake.invalid(
                value.getParserPosition(),
                "'partitions' is no whole number from 1 to " + PARTITIONS_MAX,
                "Write 'partitions' = '4'.");
    }

    static String text(SqlNode node) {
        if (node instanceof SqlIdentifier identifier) {
            return identifier.getSimple();
        }
        SqlLiteral literal = (SqlLiteral) node;
        return literal.getValue() instanceof NlsString text ? text.getValue() : String.valueOf(literal.toValue());
    }
}
