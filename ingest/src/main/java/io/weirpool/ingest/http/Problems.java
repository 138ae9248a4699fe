package io.weirpool.ingest.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.weirpool.common.codec.FieldError;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Problem documents (RFC 9457). {@code type} is the relative reference {@code /errors/<slug>}: stable, and served by
 * every Weirpool, so that it can be followed without the internet. Beside the standard members there are {@code code}
 * (the slug), {@code remedy}, {@code errors} (pointer, line, column, code, detail), {@code trace_id} and
 * {@code request_id}.
 */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final JsonFactory JSON = new JsonFactory();

    /* Seconds after which a client may try again: acknowledgements take milliseconds, a broker restart some seconds. */
    private static final String RETRY_BUSY = "1";
    private static final String RETRY_UNAVAILABLE = "5";

    private Problems() {}

    /** The answer to whatever a handler threw. What nobody foresaw is logged with its stack, and not shown. */
    static Response of(Throwable failure, RequestContext context) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return of(problem(cause, context), context);
    }

    private static Problem problem(Throwable cause, RequestContext context) {
        if (cause instanceof ProblemException expected) {
            return expected.problem();
        }
        if (cause instanceof WeirpoolException expected) {
            LOG.debug("{}", expected.code(), expected);
            return Problem.of(expected.code(), String.valueOf(expected.getMessage()));
        }
        LOG.error("request {} failed", context.requestId(), cause);
        return Problem.of(ErrorCode.INTERNAL, "the request failed");
    }

    static Response of(Problem problem, RequestContext context) {
        return of(problem, problem.code().status(), context);
    }

    /** With another status than the code's; for those of HTTP itself that have no code of their own. */
    static Response of(Problem problem, int status, RequestContext context) {
        Response response = Response.of(status, "application/problem+json", document(problem, status, context))
                .with("Cache-Control", "no-store");
        if (status == 503) {
            response =
                    response.with("Retry-After", problem.code() == ErrorCode.LOG_BUSY ? RETRY_BUSY : RETRY_UNAVAILABLE);
        }
        for (Response.Header header : problem.headers()) {
            response = response.with(header.name(), header.value());
        }
        return response;
    }

    private static byte[] document(Problem problem, int status, RequestContext context) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("type", "/errors/" + problem.code().slug());
            json.writeStringField("title", title(problem.code()));
            json.writeNumberField("status", status);
            json.writeStringField("detail", problem.detail());
            json.writeStringField("code", problem.code().slug());
            json.writeStringField("remedy", problem.code().remedy());
            writeErrors(json, problem.errors());
            json.writeStringField("trace_id", context.traceId());
            json.writeStringField("request_id", context.requestId());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }

    static void writeErrors(JsonGenerator json, List<FieldError> errors) throws IOException {
        if (errors.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("errors");
        for (FieldError error : errors) {
            json.writeStartObject();
            json.writeStringField("pointer", error.pointer());
            if (error.line() > 0) {
                json.writeNumberField("line", error.line());
            }
            if (error.column() > 0) {
                json.writeNumberField("column", error.column());
            }
            json.writeStringField("code", error.code().slug());
            if (error.detail() != null) {
                json.writeStringField("detail", error.detail());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** {@code Row invalid}: the same for every occurrence, as the standard asks. */
    static String title(ErrorCode code) {
        String words = code.slug().replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
