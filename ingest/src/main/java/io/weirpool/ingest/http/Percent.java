package io.weirpool.ingest.http;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Percent-decoding that refuses what is not UTF-8, instead of replacing it. */
final class Percent {
    private Percent() {}

    /** Decoded segments of a raw path, without the empty one before the first {@code /}. */
    static List<String> segments(String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String raw : rawPath.substring(rawPath.startsWith("/") ? 1 : 0).split("/", -1)) {
            segments.add(decode(raw, false, ErrorCode.REQUEST_INVALID));
        }
        return segments;
    }

    /** Decoded parameters of a raw query, in order; {@code +} is a blank. */
    static List<Request.Parameter> query(@Nullable String rawQuery) {
        List<Request.Parameter> parameters = new ArrayList<>();
        if (rawQuery == null) {
            return parameters;
        }
        for (String pair : rawQuery.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.add(new Request.Parameter(
                        decode(name, true, ErrorCode.QUERY_INVALID), decode(value, true, ErrorCode.QUERY_INVALID)));
            }
        }
        return parameters;
    }

    /**
     * The decoded value of a header.
     *
     * @throws WeirpoolException {@code REQUEST_INVALID}
     */
    static String decoded(String raw) {
        return decode(raw, false, ErrorCode.REQUEST_INVALID);
    }

    private static String decode(String raw, boolean plusIsBlank, ErrorCode code) {
        if (isPlain(raw)) {
            return raw;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes.write(hex(raw, i, code));
                i += 3;
            } else {
                bytes.writeBytes(
                        String.valueOf(plusIsBlank && c == '+' ? ' ' : c).getBytes(StandardCharsets.UTF_8));
                i++;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new WeirpoolException(code, "\"" + Shown.cut(raw) + "\" is not percent-encoded UTF-8", e);
        }
    }

    /** ASCII that stands for itself, as nearly all is. */
    private static boolean isPlain(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%' || c == '+' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static int hex(String raw, int at, ErrorCode code) {
        int high = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 1), 16) : -1;
        int low = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw new WeirpoolException(code, "\"" + Shown.cut(raw) + "\" has a % without two hex digits");
        }
        return high * 16 + low;
    }
}
