package io.weirpool.ingest.http;

import io.weirpool.common.codec.CloudEvents;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A CloudEvent in binary mode: its attributes are headers {@code ce-<name>}, its data is the body.
 *
 * <p>Header names have no case, and HTTP libraries write them as they like ({@code Ce-Id}). A name that begins with a small
 * {@code ce-} was written by hand, and a capital in it is a mistake: the event would have another attribute elsewhere.
 */
final class BinaryEvent {
    private static final String PREFIX = "ce-";

    private BinaryEvent() {}

    /**
     * What tells the event from all others; empty when the request is none.
     *
     * @throws WeirpoolException {@code REQUEST_INVALID} when an attribute is missing or malformed
     */
    static Optional<String> identity(Request request) {
        Map<String, String> attributes = new TreeMap<>();
        for (String name : request.headers().names()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(PREFIX)) {
                add(attributes, request, name, lower.substring(PREFIX.length()));
            }
        }
        if (attributes.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(CloudEvents.identity(attributes));
        } catch (IllegalArgumentException e) {
            throw new WeirpoolException(ErrorCode.REQUEST_INVALID, String.valueOf(e.getMessage()), e);
        }
    }

    private static void add(Map<String, String> attributes, Request request, String header, String attribute) {
        boolean capital =
                header.startsWith(PREFIX) && !header.substring(PREFIX.length()).equals(attribute);
        if (capital || !CloudEvents.isAttribute(attribute)) {
            throw new WeirpoolException(
                    ErrorCode.REQUEST_INVALID,
                    "an attribute has lower-case letters and digits, the header is \"" + Shown.cut(header) + "\"");
        }
        List<String> values = request.headers().all(header);
        if (values.size() > 1) {
            throw new WeirpoolException(
                    ErrorCode.REQUEST_INVALID, "the header \"" + Shown.cut(header) + "\" is given twice");
        }
        attributes.put(attribute, Percent.decoded(values.get(0)));
    }
}
