package io.weirpool.sql.compile;

import io.weirpool.common.model.ArrayValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The elements of arrays as rows, and arrays as rows. */
public final class ArrayRows {
    private ArrayRows() {}

    @SqlFunction("unnest(T[]) T")
    public static List<@Nullable Object> elements(ArrayValue array) {
        return array.elements();
    }

    /** Places of the elements. Arrays have one dimension. */
    @SqlFunction("generate_subscripts(T[], INTEGER) INTEGER")
    public static Iterable<Integer> places(ArrayValue array, int dimension) {
        return Series.integers(1, dimension == 1 ? array.size() : 0);
    }

    /** What the groups of the first match are, or the whole of it where there is no group. */
    @SqlFunction("regexp_matches(VARCHAR, VARCHAR) VARCHAR[]")
    public static List<ArrayValue> matches(String text, RegexText regex) {
        return matches(text, regex, RegexText.Flags.of(""));
    }

    /** With {@code g} of each match. */
    @SqlFunction("regexp_matches(VARCHAR, VARCHAR, VARCHAR) VARCHAR[]")
    public static List<ArrayValue> matches(String text, RegexText regex, RegexText.Flags flags) {
        return RegexParts.all(text, regex, flags);
    }
}
