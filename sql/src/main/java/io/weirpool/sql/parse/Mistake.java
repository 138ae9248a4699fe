package io.weirpool.sql.parse;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.Excerpt;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** A mistake at a place of a statement, on its way to become a {@link DefinitionError} of a file. */
public final class Mistake extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient @Nullable SqlParserPos place;
    private final String message;
    private final String remedy;

    /** A name or a literal of a definition, as messages quote it, that is longer than anybody reads. */
    private static final Pattern LONG_QUOTE = Pattern.compile("([\"'])([^\"']{" + Excerpt.LENGTH_MAX + "})[^\"']+\\1");

    /** @param place within the statement; null or zero means its beginning */
    public Mistake(ErrorCode code, @Nullable SqlParserPos place, String message, String remedy) {
        super(message, null, false, false);
        this.code = requireNonNull(code, "code");
        this.place = place;
        this.message = LONG_QUOTE.matcher(message).replaceAll("$1$2…$1");
        this.remedy = requireNonNull(remedy, "remedy");
    }

    public Mistake(ErrorCode code, @Nullable SqlParserPos place, String message) {
        this(code, place, message, code.remedy());
    }

    public static Mistake invalid(@Nullable SqlParserPos place, String message, String remedy) {
        return new Mistake(ErrorCode.SQL_INVALID, place, message, remedy);
    }

    /** Something SQL has and Weirpool does not, at least not yet. */
    public static Mistake unsupported(@Nullable SqlParserPos place, String message, String remedy) {
        return new Mistake(ErrorCode.SQL_UNSUPPORTED, place, message, remedy);
    }

    public ErrorCode code() {
        return code;
    }

    public @Nullable SqlParserPos place() {
        return place;
    }

    public String message() {
        return message;
    }

    public String remedy() {
        return remedy;
    }
}
