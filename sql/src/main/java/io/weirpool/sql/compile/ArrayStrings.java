package io.weirpool.sql.compile;

import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Arrays to text and back. */
public final class ArrayStrings {
    private ArrayStrings() {}

    /** Elements that are NULL are left out. */
    @SqlFunction("array_to_string(T[], VARCHAR) VARCHAR")
    public static String join(TypeKind element, ArrayValue array, String separator) {
        return Objects.requireNonNull(join(element, array, separator, null));
    }

    /** @param ofNull stands for elements that are NULL; null leaves them out */
    @SqlFunction(takesNulls = true, value = "array_to_string(T[], VARCHAR, VARCHAR) VARCHAR")
    public static @Nullable String join(
            TypeKind element, @Nullable ArrayValue array, @Nullable String separator, @Nullable String ofNull) {
        if (array == null || separator == null) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (Object value : array.elements()) {
            String text = value == null ? ofNull : ElementText.of(element, value);
            if (text != null) {
                texts.add(text);
            }
        }
        return String.join(separator, texts);
    }

    /** Without a separator each character is an element; an empty one separates nothing. */
    @SqlFunction(takesNulls = true, value = "string_to_array(VARCHAR, VARCHAR) VARCHAR[]")
    public static @Nullable ArrayValue split(@Nullable String text, @Nullable String separator) {
        return split(text, separator, null);
    }

    /** @param ofNull elements that are so become NULL */
    @SqlFunction(takesNulls = true, value = "string_to_array(VARCHAR, VARCHAR, VARCHAR) VARCHAR[]")
    public static @Nullable ArrayValue split(
            @Nullable String text, @Nullable String separator, @Nullable String ofNull) {
        if (text == null) {
            return null;
        }
        return ArrayValue.of(TextRows.split(text, separator, ofNull));
    }

    /** What is between the matches. */
    @SqlFunction("regexp_split_to_array(VARCHAR, VARCHAR) VARCHAR[]")
    public static ArrayValue split(String text, RegexText regex) {
        return split(text, regex, RegexText.Flags.of(""));
    }

    @SqlFunction("regexp_split_to_array(VARCHAR, VARCHAR, VARCHAR) VARCHAR[]")
    public static ArrayValue split(String text, RegexText regex, RegexText.Flags flags) {
        return ArrayValue.of(RegexParts.split(text, regex, flags, "regexp_split_to_array"));
    }
}
