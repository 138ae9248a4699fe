package io.weirpool.sql.parse;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Definitions do not compile: every mistake found, in the order of files and lines. */
public final class DefinitionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** More would scroll the first, which is often the cause of the others, out of sight. */
    private static final int ERRORS_SHOWN_MAX = 50;

    private final transient List<DefinitionError> errors;

    /** @param errors at least one */
    public DefinitionException(List<DefinitionError> errors) {
        super(errors.stream()
                .limit(ERRORS_SHOWN_MAX)
                .map(DefinitionError::toString)
                .collect(Collectors.joining("\n\n")));
        this.errors = errors.stream()
                .sorted(Comparator.comparing(DefinitionError::path)
                        .thenComparing(DefinitionError::line)
                        .thenComparing(DefinitionError::column))
                .toList();
    }

    public List<DefinitionError> errors() {
        return errors;
    }
}
