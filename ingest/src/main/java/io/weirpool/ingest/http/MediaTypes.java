package io.weirpool.ingest.http;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.ingest.check.BodyFormat;
import java.util.List;
import java.util.Locale;

/** Content-Type of commands. */
final class MediaTypes {
    private static final String ACCEPTED =
            "application/json, application/x-ndjson, application/cloudevents+json, application/cloudevents-batch+json";

    private MediaTypes() {}

    /** @throws ProblemException 415 with Accept-Post for another type, or a charset other than UTF-8 */
    static BodyFormat of(Request request) {
        List<String> headers = request.headers().all("Content-Type");
        if (headers.size() != 1) {
            throw refused(headers.isEmpty() ? "there is no Content-Type" : "there are two Content-Types");
        }
        String[] parts = headers.get(0).toLowerCase(Locale.ROOT).split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            rejectOtherCharset(parts[i].trim());
        }
        return switch (parts[0].trim()) {
            case "application/json" -> BodyFormat.JSON;
            case "application/x-ndjson", "application/ndjson", "application/jsonl" -> BodyFormat.NDJSON;
            case "application/cloudevents+json" -> BodyFormat.EVENT;
            case "application/cloudevents-batch+json" -> BodyFormat.EVENTS;
            default -> throw refused("Content-Type is \"" + Shown.cut(parts[0].trim()) + "\"");
        };
    }

    private static void rejectOtherCharset(String parameter) {
        if (!parameter.startsWith("charset=")) {
            return;
        }
        String charset =
                parameter.substring("charset=".length()).replace("\"", "").trim();
        if (!charset.equals("utf-8") && !charset.equals("utf8")) {
            throw refused("the charset is \"" + Shown.cut(charset) + "\", JSON is UTF-8");
        }
    }

    private static ProblemException refused(String detail) {
        return Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, detail)
                .withHeader("Accept-Post", ACCEPTED)
                .asException();
    }
}
