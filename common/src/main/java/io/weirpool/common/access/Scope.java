package io.weirpool.common.access;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.Excerpt;
import io.weirpool.common.error.WeirpoolException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something one may do: {@code ingest:<source>}, {@code read:<view>}, {@code operate} or {@code admin}. With {@code *} for
 * a name it is every one.
 *
 * @param target name of the source or view, {@code *} for all; empty for {@code operate} and {@code admin}
 */
public record Scope(Kind kind, String target) {
    private static final String ALL = "*";
    private static final Pattern WRITTEN = Pattern.compile("(ingest|read):([a-z][a-z0-9_]{0,49}|\\*)|(operate|admin)");

    /** Closed: each route asks for one of them. */
    public enum Kind {
        /** Send commands to a source. */
        INGEST,
        /** Read a view. */
        READ,
        /** Apply definitions, look at the state of everything. */
        OPERATE,
        /** All of it. */
        ADMIN
    }

    public static Scope operate() {
        return new Scope(Kind.OPERATE, "");
    }

    public static Scope ingest(String source) {
        return new Scope(Kind.INGEST, source);
    }

    public static Scope read(String view) {
        return new Scope(Kind.READ, view);
    }

    /** @throws WeirpoolException {@code CONFIG_INVALID} when it is none */
    public static Scope parse(String text) {
        return find(text)
                .orElseThrow(() -> new WeirpoolException(
                        ErrorCode.CONFIG_INVALID,
                        "the scope %s is none of ingest:<source>, read:<view>, operate, admin"
                                .formatted(Excerpt.of(text))));
    }

    /** The scope that is written so; empty when it is none of ours. */
    public static Optional<Scope> find(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String kind = matcher.group(1) == null ? matcher.group(3) : matcher.group(1);
        String target = matcher.group(2) == null ? "" : matcher.group(2);
        return Optional.of(new Scope(Kind.valueOf(kind.toUpperCase(Locale.ROOT)), target));
    }

    /** Whether who has this may do the other. */
    public boolean covers(Scope other) {
        return kind == Kind.ADMIN || (kind == other.kind && (target.equals(ALL) || target.equals(other.target)));
    }

    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return target.isEmpty() ? name : name + ":" + target;
    }
}
