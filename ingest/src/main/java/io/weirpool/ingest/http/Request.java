package io.weirpool.ingest.http;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as a handler sees it: complete, decoded, and independent of the server.
 *
 * @param method in capitals; a HEAD is given to handlers as GET
 * @param path decoded, for messages
 * @param pathParameters decoded values of the pattern's named segments
 * @param query decoded parameters in the order of the URI, repetitions kept
 * @param headers looked up without regard to case
 * @param body decompressed; empty when there is none. Nobody writes to it
 * @param context the ids that logs and problems carry
 */
@SuppressWarnings("ArrayRecordComponent") // a body of megabytes is not copied, nor compared
public record Request(
        String method,
        String path,
        Map<String, String> pathParameters,
        List<Parameter> query,
        Headers headers,
        byte[] body,
        RequestContext context) {
    public Request {
        pathParameters = Map.copyOf(pathParameters);
        query = List.copyOf(query);
    }

    /** A decoded query parameter. */
    public record Parameter(String name, String value) {}

    /** Values of a header, by name without regard to case. */
    @FunctionalInterface
    public interface Headers {
        /** In order of the request; empty when it is not there. */
        List<String> all(String name);

        /** Names as they were written, in order of the request, repetitions kept. */
        default List<String> names() {
            return List.of();
        }
    }

    /** The decoded value of a segment the route's pattern names. */
    public String pathParameter(String name) {
        String value = pathParameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no parameter {" + name + "}");
        }
        return value;
    }

    /**
     * A query parameter that may be given once.
     *
     * @throws WeirpoolException {@code QUERY_INVALID} when it is repeated
     */
    public Optional<String> queryParameter(String name) {
        Optional<String> value = Optional.empty();
        for (Parameter parameter : query) {
            if (parameter.name().equals(name)) {
                if (value.isPresent()) {
                    throw new WeirpoolException(ErrorCode.QUERY_INVALID, "the parameter " + name + " is given twice");
                }
                value = Optional.of(parameter.value());
            }
        }
        return value;
    }

    Request withBody(byte[] wanted) {
        return new Request(method, path, pathParameters, query, headers, wanted, context);
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        List<String> values = headers.all(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }
}
