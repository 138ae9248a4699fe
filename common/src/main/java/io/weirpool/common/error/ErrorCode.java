package io.weirpool.common.error;

import java.util.Locale;

/**
 * Every kind of failure, with the next thing to do. The slug ({@code name-invalid}) is stable: it stands in problem
 * documents, dead letters and logs, and links to {@code docs/errors.md}, which is printed from this enum.
 */
public enum ErrorCode {
    // Definitions and the command line
    NAME_INVALID(422, "Use lower-case letters, digits and _, beginning with a letter, at most 50 characters."),
    COLUMN_NAME_INVALID(
            422,
            "Begin with a letter; letters, digits, _ and single blanks or hyphens may follow, 50 characters in all."),
    SQL_SYNTAX(422, "Mend the statement at the place shown; docs/sql.md lists what is supported."),
    SQL_INVALID(422, "Mend the definition at the place shown."),
    SQL_UNSUPPORTED(422, "Rewrite the query as the message says; docs/sql.md lists what is supported."),
    DEFINITIONS_CHANGED(409, "Keep what is there as it is and declare what you want beside it, under a new name."),
    DEFINITIONS_MISSING(422, "Name a directory with .sql files; docs/sql.md says what they hold."),
    OBJECTS_DEPEND(409, "Drop what reads the view, and make it again afterwards; the view keeps its old answer."),
    NOTHING_TO_CHANGE(409, "Look at 'weirpool status' for the versions there are."),
    HISTORY_NOT_FINAL(409, "Choose a later --from, or leave it out: then the whole view is computed again."),
    LETTER_OF_VIEW(
            409,
            "Mend the view: apply a definition that can compute it, or 'weirpool replay' it; then discard the letter."),
    OVERTAKES(409, "Look at what stands now; 'weirpool dead-letters retry --force' puts the older command after it."),
    CATALOG_CONFLICT(409, "Somebody else applied first: look at what is there now and apply again."),
    CONFIG_INVALID(422, "Correct the keys listed; docs/configuration.md has the table of keys."),
    DATA_DIRECTORY_IN_USE(
            409,
            "Stop the other process or name another directory: --data for dev, processor.state.directory for run."),

    // Requests
    NOT_FOUND(404, "Check the path; 'weirpool check' lists the names of sources and views."),
    UNAUTHENTICATED(401, "Send Authorization: Bearer with a token that 'weirpool tokens create' made."),
    FORBIDDEN(403, "Ask for a token with the scope named: 'weirpool tokens create NAME --scope SCOPE'."),
    QUOTA_EXCEEDED(429, "Nothing was stored: wait as long as Retry-After says and send again."),
    METHOD_NOT_ALLOWED(405, "Use the method the Allow header names."),
    REQUEST_INVALID(400, "Correct the request as the detail says."),
    EMPTY_BODY(400, "Send one JSON object, an array of objects, or NDJSON."),
    MALFORMED_JSON(400, "Send JSON as RFC 8259 defines it; the place of the first mistake is in errors[]."),
    DUPLICATE_KEY(400, "Name each field once."),
    NUMBER_RANGE(400, "Send a number within the limits of docs/limits.md."),
    TOO_LARGE(413, "Send less at once; limits are in docs/limits.md."),
    URI_TOO_LONG(414, "Shorten the path and query."),
    HEADERS_TOO_LARGE(431, "Send fewer or shorter headers."),
    UNSUPPORTED_MEDIA_TYPE(
            415, "Send application/json, application/x-ndjson or CloudEvents in UTF-8; docs/http.md lists the forms."),
    NOT_ACCEPTABLE(406, "Accept application/json, application/x-ndjson or text/csv."),
    REQUEST_TIMEOUT(408, "Send the request faster."),
    ROW_INVALID(422, "Correct the fields listed in errors[]; nothing of the request was stored."),
    NUL_CHARACTER(422, "Remove the character U+0000; PostgreSQL cannot hold it."),
    KEY_REUSE(422, "Give each command an id of its own; send again exactly what was sent under it."),
    KEY_IN_FLIGHT(409, "The first request with this key is not answered yet: wait, then send again if need be."),
    LOG_BUSY(503, "Nothing was stored: wait as long as Retry-After says and send again."),
    LOG_SLOW(503, "The command may or may not be stored: send it again; with an id it counts once."),
    LOG_UNAVAILABLE(503, "Nothing was stored: wait as long as Retry-After says and send again."),
    DATABASE_UNAVAILABLE(503, "Reads need PostgreSQL: wait as long as Retry-After says and ask again."),
    SERVER_BUSY(503, "Wait as long as Retry-After says and ask again."),
    NOT_READY(503, "Wait until /readyz is green."),
    QUERY_TIMEOUT(504, "Narrow the filter, or ask PostgreSQL directly."),
    QUERY_INVALID(400, "Correct the query parameter named in the detail."),
    RECEIPT_INVALID(400, "Pass a receipt exactly as a 202 gave it."),
    WAIT_TIMEOUT(504, "The views have not reached the receipt yet: ask again."),
    INTERNAL(500, "This is a defect in Weirpool: report it with the trace id."),

    // Dead letters: commands and keys that could not be applied
    UNDECODABLE(422, "Write JSON of the declared columns to the topic; retry after repair."),
    MISPLACED(422, "Write tables with the key's murmur2 partition, as Kafka's default partitioner does."),
    KEY_MISMATCH(422, "Write the same key columns into key and value."),
    LATE(422, "Send rows in time, or give the WATERMARK of the stream a longer delay in a new stream."),
    TIME_AHEAD(422, "Correct the sender's clock, or declare the stream WITH ('ahead' = '2 days')."),
    DIVISION_BY_ZERO(422, "Guard the divisor in the view: NULLIF(x, 0)."),
    NUMERIC_OVERFLOW(422, "Cast to a wider type in the view."),
    CAST_FAILED(422, "Check the text before casting it in the view."),
    EXPRESSION_FAILED(422, "Guard the expression in the view."),
    ROW_REFUSED(422, "Look at what PostgreSQL says and mend the view or the row."),

    // Broken infrastructure and contracts between roles
    GAP(503, "Restore the log, or go on without them: 'weirpool replay VIEW --keep 0s' builds from what is left."),
    TOPIC_SETTINGS_DIFFER(503, "Run the command in the detail, which sets the topic right."),
    TABLE_SHAPE_DIFFERS(503, "Drop the table named, or restore it; it is Weirpool's own."),
    STATE_FORMAT_UNKNOWN(
            500,
            "This state was written by another Weirpool: run that version, or build the view anew (weirpool replay)."),
    PIPELINE_DIFFERS(409, "Use another database for this pipeline; one database serves one pipeline."),
    FENCED(503, "Another sink took over; this one stops by itself."),
    POSTGRES_TOO_OLD(503, "Use PostgreSQL 15 or newer.");

    private final int status;
    private final String remedy;

    ErrorCode(int status, String remedy) {
        this.status = status;
        this.remedy = remedy;
    }

    /** The HTTP status a problem of this kind has. */
    public int status() {
        return status;
    }

    /** What to do next, one sentence. */
    public String remedy() {
        return remedy;
    }

    /** The stable name: {@code name-invalid}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
