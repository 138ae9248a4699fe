package io.weirpool.sql.translate;

import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.validate.Suggestions;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.util.NlsString;

/** What WITH (...) can say. */
final class Options {
    /** Enough that a second and third process have work, few enough for dev. */
    private static final int PARTITIONS_DEFAULT = 4;

    /** Each costs a task, a transaction share and state files; one partition takes some 50,000 rows a second. */
    private static final int PARTITIONS_MAX = 256;

    private static final List<String> OF_SOURCES = List.of("partitions");

    private Options() {}

    /** Partitions of a source's log; everything said is put into the map. */
    static int partitions(SqlNodeList settings, Map<String, String> options) {
        int partitions = PARTITIONS_DEFAULT;
        for (int i = 0; i < settings.size(); i += 2) {
            String name = text(settings.get(i));
            if (!OF_SOURCES.contains(name)) {
                throw unknown(settings.get(i), name, OF_SOURCES);
            }
            if (options.containsKey(name)) {
                throw Mistake.invalid(
                        settings.get(i).getParserPosition(), "'" + name + "' is set twice", "Set it once.");
            }
            options.put(name, text(settings.get(i + 1)));
            partitions = number(settings.get(i + 1));
        }
        return partitions;
    }

    /** Views have no options yet. */
    static void refuseAll(SqlNodeList settings) {
        if (!settings.isEmpty()) {
            throw unknown(settings.get(0), text(settings.get(0)), List.of());
        }
    }

    private static Mistake unknown(SqlNode place, String name, List<String> known) {
        String remedy = known.isEmpty()
                ? "There are none yet: leave WITH out."
                : Suggestions.nearest(name, known)
                                .map(near -> "Did you mean '" + near + "'? ")
                                .orElse("") + "There is: " + String.join(", ", known) + ".";
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

    private static String text(SqlNode node) {
        if (node instanceof SqlIdentifier identifier) {
            return identifier.getSimple();
        }
        SqlLiteral literal = (SqlLiteral) node;
        return literal.getValue() instanceof NlsString text ? text.getValue() : String.valueOf(literal.toValue());
    }
}
