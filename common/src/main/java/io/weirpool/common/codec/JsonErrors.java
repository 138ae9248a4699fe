package io.weirpool.common.codec;

import com.fasterxml.jackson.core.JsonLocation;
import io.weirpool.common.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/** The mistakes found in one document so far. */
final class JsonErrors {
    /** More than anybody mends by hand at once; a hostile megabyte could hold a hundred thousand. */
    static final int COUNT_MAX = 100;

    private final String pointer;
    private final int linesBefore;
    private List<FieldError> errors = List.of();

    /**
     * @param pointer of the document within its body
     * @param linesBefore lines of the body that the parser has not seen
     */
    JsonErrors(String pointer, int linesBefore) {
        this.pointer = pointer;
        this.linesBefore = linesBefore;
    }

    boolean isEmpty() {
        return errors.isEmpty();
    }

    List<FieldError> list() {
        return errors;
    }

    void add(JsonLocation place, ErrorCode code, String detail) {
        add(pointer, place, code, detail);
    }

    /** @param within pointer from the document to what is wrong */
    void addAt(String within, JsonLocation place, ErrorCode code, String detail) {
        add(pointer + within, place, code, detail);
    }

    /** The pointer to a field of what a pointer shows. */
    static String member(String pointer, String field) {
        return pointer + "/" + field.replace("~", "~0").replace("/", "~1");
    }

    private void add(String where, JsonLocation place, ErrorCode code, String detail) {
        if (errors.isEmpty()) {
            errors = new ArrayList<>();
        }
        if (errors.size() < COUNT_MAX) {
            int line = place.getLineNr() < 1 ? 0 : place.getLineNr() + linesBefore;
            errors.add(new FieldError(where, line, Math.max(place.getColumnNr(), 0), code, detail));
        }
    }
}
