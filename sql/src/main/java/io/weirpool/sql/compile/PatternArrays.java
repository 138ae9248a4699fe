package io.weirpool.sql.compile;

import io.weirpool.common.model.ArrayValue;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Text and patterns that are the elements of an array: whether any matches, or all do. */
public final class PatternArrays {
    private PatternArrays() {}

    @SqlFunction(takesNulls = true, value = "~~any(VARCHAR, VARCHAR[]) BOOLEAN")
    public static @Nullable Boolean likeAny(@Nullable String text, @Nullable ArrayValue patterns) {
        return decide(text, patterns, true, PatternArrays::like);
    }

    @SqlFunction(takesNulls = true, value = "~~all(VARCHAR, VARCHAR[]) BOOLEAN")
    public static @Nullable Boolean likeAll(@Nullable String text, @Nullable ArrayValue patterns) {
        return decide(text, patterns, false, PatternArrays::like);
    }

    @SqlFunction(takesNulls = true, value = "~~*any(VARCHAR, VARCHAR[]) BOOLEAN")
    public static @Nullable Boolean likeAnyIgnoringCase(@Nullable String text, @Nullable ArrayValue patterns) {
        return decide(text, patterns, true, PatternArrays::ilike);
    }

    @SqlFunction(takesNulls = true, value = "~~*all(VARCHAR, VARCHAR[]) BOOLEAN")
    public static @Nullable Boolean likeAllIgnoringCase(@Nullable String text, @Nullable ArrayValue patterns) {
        return decide(text, patterns, false, PatternArrays::ilike);
    }

    private static boolean like(String text, String pattern) {
        return LikePattern.of(pattern).matches(text);
    }

    private static boolean ilike(String text, String pattern) {
        return LikePattern.IgnoringCase.of(pattern).matches(text);
    }

    /** NULL where none decides and one is NULL. */
    private static @Nullable Boolean decide(
            @Nullable String text,
            @Nullable ArrayValue patterns,
            boolean decisive,
            BiPredicate<String, String> matches) {
        if (patterns == null) {
            return null;
        }
        boolean unknown = false;
        for (Object pattern : patterns.elements()) {
            if (text == null || pattern == null) {
                unknown = true;
            } else if (matches.test(text, (String) pattern) == decisive) {
                return decisive;
            }
        }
        return unknown ? null : (Boolean) !decisive;
    }
}
