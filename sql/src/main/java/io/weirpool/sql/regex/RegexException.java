package io.weirpool.sql.regex;

/** An expression that is none, or that is not supported; or one whose search takes too long. The message says what it has. */
public final class RegexException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RegexException(String message) {
        super(message);
    }
}
