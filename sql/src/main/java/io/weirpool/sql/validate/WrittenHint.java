package io.weirpool.sql.validate;

import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.RowCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code BROADCAST(name)} or {@code CARDINALITY(name = 'rows')} as a query has it.
 *
 * @param name of the input, in small letters
 * @param rows empty of BROADCAST
 */
public record WrittenHint(String name, OptionalLong rows, SqlParserPos place) {
    private static final String INPUT = "with the name that FROM gives the input.";
    private static final String BROADCAST = "Write SELECT /*+ BROADCAST(b) */ " + INPUT;
    private static final String CARDINALITY = "Write SELECT /*+ CARDINALITY(b = '20') */ " + INPUT;

    /**
     * One for each input that is named; none of a hint that is not ours.
     *
     * @throws Mistake for one that names no input, or no number of rows
     */
    static List<WrittenHint> of(SqlHint hint) {
        return switch (hint.getName().toLowerCase(Locale.ROOT)) {
            case "broadcast" -> broadcast(hint);
            case "cardinality" -> cardinality(hint);
            default -> List.of();
        };
    }

    private static List<WrittenHint> broadcast(SqlHint hint) {
        if (hint.getOptionFormat() == SqlHint.HintOptionFormat.KV_LIST
                || hint.getOptionList().isEmpty()) {
            throw Mistake.invalid(hint.getParserPosition(), "BROADCAST names no input", BROADCAST);
        }
        return hint.getOptionList().stream()
                .map(input ->
                        new WrittenHint(input.toLowerCase(Locale.ROOT), OptionalLong.empty(), hint.getParserPosition()))
                .toList();
    }

    private static List<WrittenHint> cardinality(SqlHint hint) {
        if (hint.getOptionFormat() != SqlHint.HintOptionFormat.KV_LIST) {
            throw Mistake.invalid(
                    hint.getParserPosition(), "CARDINALITY says of no input how many rows it has", CARDINALITY);
        }
        SqlNodeList said = (SqlNodeList) hint.getOperandList().get(1);
        List<WrittenHint> hints = new ArrayList<>();
        for (int i = 0; i < said.size(); i += 2) {
            String name = text(said.get(i)).toLowerCase(Locale.ROOT);
            if (hints.stream().anyMatch(before -> before.name.equals(name))) {
                throw Mistake.invalid(
                        said.get(i).getParserPosition(), "CARDINALITY says it of " + name + " twice", "Say it once.");
            }
            hints.add(new WrittenHint(name, OptionalLong.of(rows(name, said.get(i + 1))), hint.getParserPosition()));
        }
        return hints;
    }

    private static long rows(String name, SqlNode said) {
        return RowCount.parse(text(said))
                .orElseThrow(() -> Mistake.invalid(
                        said.getParserPosition(),
                        "CARDINALITY(%s = '%s'): no whole number from 1 to %d"
                                .formatted(name, text(said), RowCount.MAX),
                        CARDINALITY));
    }

    private static String text(SqlNode node) {
        return node instanceof SqlIdentifier identifier
                ? identifier.getSimple()
                : ((SqlLiteral) node).getValueAs(String.class);
    }

    /** How such a hint is written. */
    String example() {
        return rows.isPresent() ? CARDINALITY : BROADCAST;
    }

    @Override
    public String toString() {
        return rows.isPresent()
                ? "CARDINALITY(%s = '%d')".formatted(name, rows.getAsLong())
                : "BROADCAST(" + name + ")";
    }
}
