package io.weirpool.ingest.http;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.codec.FieldError;
import io.weirpool.common.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a request, or with us, before it becomes a document (RFC 9457).
 *
 * @param code decides status, type and title
 * @param detail what was seen, in one or two sentences; values cut at 64 characters
 * @param errors places in the body or query, the most telling first; may be empty
 * @param headers beside the document, such as Allow, Retry-After
 */
public record Problem(ErrorCode code, String detail, List<FieldError> errors, List<Response.Header> headers) {
    public Problem {
        requireNonNull(code, "code");
        requireNonNull(detail, "detail");
        errors = List.copyOf(errors);
        headers = List.copyOf(headers);
    }

    public static Problem of(ErrorCode code, String detail) {
        return new Problem(code, detail, List.of(), List.of());
    }

    public Problem withErrors(List<FieldError> places) {
        return new Problem(code, detail, places, headers);
    }

    public Problem withHeader(String name, String value) {
        List<Response.Header> more = new ArrayList<>(headers);
        more.add(new Response.Header(name, value));
        return new Problem(code, detail, errors, more);
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }
}
