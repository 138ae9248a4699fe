package io.weirpool.ingest.check;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code Idempotency-Key}: what a client calls a request, so that sending it again is no second one. Each of its rows has
 * an id of its own, made of the key and the row's number; so a request of which only a part arrived is completed by
 * sending it again.
 */
public record RequestKey(String value) {
    public static final String HEADER = "Idempotency-Key";

    /** A UUID has 36 characters; the id travels with each row. */
    private static final Pattern ALLOWED = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /** Tells ids made of a key from those of events; no key and no CloudEvents attribute begins or ends so. */
    private static final String KIND = "key\n";

    public RequestKey {
        if (!ALLOWED.matcher(value).matches()) {
            throw new WeirpoolException(
                    ErrorCode.REQUEST_INVALID, HEADER + " is not 1 to 255 visible ASCII characters without blanks");
        }
    }

    /**
     * The key of a request.
     *
     * @param headers the header's values
     * @throws WeirpoolException {@code REQUEST_INVALID} when there are two, or it is none
     */
    public static @Nullable RequestKey of(List<String> headers) {
        if (headers.size() > 1) {
            throw new WeirpoolException(ErrorCode.REQUEST_INVALID, "there are two " + HEADER + " headers");
        }
        return headers.isEmpty() ? null : new RequestKey(headers.get(0));
    }

    /** The id of a row, by its number in the request from 1. */
    byte[] id(long row) {
        return (KIND + value + "\n" + row).getBytes(StandardCharsets.US_ASCII);
    }

    /** What the request as a whole is known by. */
    String name() {
        return KIND + value;
    }
}
