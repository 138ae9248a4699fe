package io.weirpool.sql.validate;

import io.weirpool.sql.parse.Mistake;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** {@code make_interval(days => 10)}: arguments with names at their places, for functions whose arguments have names. */
final class NamedArguments {
    /** What stands in place of one that is left out. */
    private static final String DEFAULT = "0";

    private static final String MAKE_INTERVAL = "make_interval";

    private static final Map<String, List<String>> NAMES = Map.of(
            MAKE_INTERVAL,
            List.of("years", "months", "weeks", "days", "hours", "mins", "secs"),
            "make_date",
            List.of("year", "month", "day"),
            "make_time",
            List.of("hour", "min", "sec"),
            "make_timestamp",
            List.of("year", "month", "mday", "hour", "min", "sec"));

    private NamedArguments() {}

    /**
     * All operands in order.
     *
     * @param function its name in lower case
     * @throws Mistake when a name is not one of the function's, is given twice, or one without a default is missing
     */
    static List<SqlNode> inOrder(String function, SqlCall call) {
        List<SqlNode> operands = call.getOperandList();
        if (operands.stream().noneMatch(NamedArguments::isNamed)) {
            return operands;
        }
        List<String> names = NAMES.get(function);
        if (names == null && LibraryFunctions.function(function) == null) {
            return operands; // windows of time have names of their own
        }
        if (names == null) {
            throw Mistake.unsupported(
                    call.getParserPosition(), "arguments of " + function + " have no names", "Give them in order.");
        }
        List<@Nullable SqlNode> placed = new ArrayList<>(Collections.nCopies(names.size(), null));
        for (int i = 0; i < operands.size(); i++) {
            SqlNode operand = operands.get(i);
            int place = isNamed(operand) ? place(function, names, (SqlCall) operand) : i;
            if (place >= names.size() || placed.get(place) != null) {
                throw Mistake.invalid(
                        operand.getParserPosition(), "an argument of " + function + " too many", "Give each once.");
            }
            placed.set(place, isNamed(operand) ? ((SqlCall) operand).operand(0) : operand);
        }
        return complete(function, call, names, placed);
    }

    private static boolean isNamed(SqlNode operand) {
        return operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT;
    }

    private static int place(String function, List<String> names, SqlCall named) {
        String name = ((SqlIdentifier) named.operand(1)).getSimple();
        int place = names.indexOf(name);
        if (place < 0) {
            throw Mistake.invalid(
                    named.getParserPosition(),
                    "%s has no argument \"%s\"".formatted(function, name),
                    "Its arguments are " + String.join(", ", names) + ".");
        }
        return place;
    }

    private static List<SqlNode> complete(
            String function, SqlCall call, List<String> names, List<@Nullable SqlNode> placed) {
        List<SqlNode> all = new ArrayList<>();
        for (int i = 0; i < placed.size(); i++) {
            SqlNode given = placed.get(i);
            if (given == null && !function.equals(MAKE_INTERVAL)) {
                throw Mistake.invalid(
                        call.getParserPosition(),
                        "%s lacks its argument \"%s\"".formatted(function, names.get(i)),
                        "Give all of " + String.join(", ", names) + ".");
            }
            all.add(given == null ? SqlLiteral.createExactNumeric(DEFAULT, call.getParserPosition()) : given);
        }
        return all;
    }
}
