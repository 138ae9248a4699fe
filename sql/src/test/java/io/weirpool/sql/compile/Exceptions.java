package io.weirpool.sql.compile;

import io.weirpool.common.model.TypeKind;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where we may differ, and how: we refuse a value that PostgreSQL takes; never the other way round, never another value. */
final class Exceptions {
    private static final Set<String> NO_NUMERIC = Set.of("NaN", "Infinity", "-Infinity");

    private static final Set<String> FROM_C = Set.of(
            "exp", "ln", "log", "log10", "power", "sin", "cos", "tan", "cot", "asin", "acos", "atan", "atan2", "^");

    /** These are less exact in C, or computed of those above. */
    private static final Set<String> ROUGH = Set.of(
            "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "cbrt", "||/", "sind", "cosd", "tand", "cotd", "asind",
            "acosd", "atand", "atan2d");

    private static final int ROUGH_ULPS = 2;

    private Exceptions() {}

    static boolean agree(
            Signature signature, @Nullable String[] arguments, @Nullable String postgres, @Nullable String ours) {
        boolean bothFail = postgres != null && ours != null && postgres.startsWith("!") && ours.startsWith("!");
        return bothFail
                || Objects.equals(postgres, ours)
                || lastBit(signature, postgres, ours)
                || weRefuse(signature, arguments, postgres, ours);
    }

    /** PostgreSQL's come from the machine's C library, which does not promise the last bit; ours are rounded correctly. */
    private static boolean lastBit(Signature signature, @Nullable String postgres, @Nullable String ours) {
        int ulps = ROUGH.contains(signature.name()) ? ROUGH_ULPS : FROM_C.contains(signature.name()) ? 1 : 0;
        boolean numbers = ulps > 0
                && signature.result() == TypeKind.DOUBLE
                && postgres != null
                && ours != null
                && !postgres.startsWith("!")
                && !ours.startsWith("!");
        if (!numbers) {
            return false;
        }
        double theirs = Double.parseDouble(postgres);
        return Math.abs(theirs - Double.parseDouble(ours)) <= ulps * Math.ulp(theirs);
    }

    private static boolean weRefuse(
            Signature signature, @Nullable String[] arguments, @Nullable String postgres, @Nullable String ours) {
        if (ours == null || !ours.startsWith("!") || postgres == null) {
            return false;
        }
        if (signature.result() == TypeKind.INTERVAL && postgres.endsWith("infinity")) {
            return true; // our INTERVAL has no infinities
        }
        return switch (signature.name()) {
            // Our last timestamp is that of a long, 30 years before PostgreSQL's.
            case "+", "-", "date_add", "date_subtract" -> postgres.startsWith("2942");
            // A span that ends there.
            case "overlaps" -> signature.operands().contains(TypeKind.INTERVAL);
            // Our NUMERIC has no NaN and no infinities.
            case "CAST_DECIMAL" -> NO_NUMERIC.contains(postgres);
            // PostgreSQL leaves text to C's strtod, which reads hexadecimal.
            case "CAST_REAL", "CAST_DOUBLE" -> String.valueOf(arguments[0]).startsWith("0x");
            // The week, quarter and day of the year of an interval, which has none.
            case "to_char" -> List.of(TypeKind.INTERVAL, TypeKind.TIME).contains(signature.operand(0));
            // V, RN and EEEE are refused.
            case "to_number" -> true;
            // PostgreSQL skips what the format does not have.
            case "to_date" -> true;
            case "to_timestamp" ->
                signature.operands().size() == 2 || postgres.endsWith("infinity") || postgres.startsWith("29");
            // A pattern that ends with its escape is refused, even where PostgreSQL does not come to its end.
            case "~~any", "~~all", "~~*any", "~~*all" -> true;
            case "format" -> true;
            case "decode" -> true;
            // Sources differ on what clocks showed before 1970.
            case "timezone", "date_trunc" -> true;
            // Fractions of a microsecond, and forms that one would not write.
            case "CAST_INTERVAL" -> signature.operand(0).name().endsWith("CHAR");
            // Of the many forms PostgreSQL reads, ISO 8601 with nothing to ignore.
            case "CAST_DATE", "CAST_TIME", "CAST_TIMESTAMP", "CAST_TIMESTAMPTZ" ->
                signature.operand(0).name().toLowerCase(Locale.ROOT).endsWith("char");
            default -> false;
        };
    }
}
