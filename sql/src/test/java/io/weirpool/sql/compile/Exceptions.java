package io.weirpool.sql.compile;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where we may differ, and how: we refuse a value that PostgreSQL takes; never the other way round, never another value. */
final class Exceptions {
    private static final Set<String> NO_NUMERIC = Set.of("NaN", "Infinity", "-Infinity");

    private Exceptions() {}

    static boolean agree(
            Signature signature, @Nullable String[] arguments, @Nullable String postgres, @Nullable String ours) {
        boolean bothFail = postgres != null && ours != null && postgres.startsWith("!") && ours.startsWith("!");
        return bothFail || Objects.equals(postgres, ours) || weRefuse(signature, arguments, postgres, ours);
    }

    private static boolean weRefuse(
            Signature signature, @Nullable String[] arguments, @Nullable String postgres, @Nullable String ours) {
        if (ours == null || !ours.startsWith("!") || postgres == null) {
            return false;
        }
        return switch (signature.name()) {
            // Our NUMERIC has no NaN and no infinities.
            case "CAST_DECIMAL" -> NO_NUMERIC.contains(postgres);
            // PostgreSQL leaves text to C's strtod, which reads hexadecimal.
            case "CAST_REAL", "CAST_DOUBLE" -> String.valueOf(arguments[0]).startsWith("0x");
            case "to_char" -> String.valueOf(arguments[0]).endsWith("BC");
            // Of the many forms PostgreSQL reads, ISO 8601 with nothing to ignore.
            case "CAST_DATE", "CAST_TIME", "CAST_TIMESTAMP", "CAST_TIMESTAMPTZ" ->
                signature.operand(0).name().toLowerCase(Locale.ROOT).endsWith("char");
            default -> false;
        };
    }
}
