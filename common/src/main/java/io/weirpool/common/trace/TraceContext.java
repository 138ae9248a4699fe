package io.weirpool.common.trace;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A place in a trace, as the header {@code traceparent} carries it (W3C Trace Context, level 1).
 *
 * @param traceId 32 hexadecimal digits in lower case, not all 0: the same for everything a request leads to
 * @param spanId 16 hexadecimal digits in lower case, not all 0: this step
 * @param sampled whether somebody records the trace
 */
public record TraceContext(String traceId, String spanId, boolean sampled) {
    private static final int TRACE_ID_DIGITS = 32;
    private static final int SPAN_ID_DIGITS = 16;
    /** Version 00 ends after the flags; a later one may go on after a hyphen. */
    private static final int LENGTH = 55;

    public TraceContext {
        if (!isId(traceId, TRACE_ID_DIGITS) || !isId(spanId, SPAN_ID_DIGITS)) {
            throw new IllegalArgumentException("trace " + traceId + ", span " + spanId);
        }
    }

    /** A new trace. */
    public static TraceContext begin() {
        return new TraceContext(hex() + hex(), hex(), false);
    }

    /** What the header says; a new trace when it is absent or bad, as the specification wants. */
    public static TraceContext parse(@Nullable String traceparent) {
        TraceContext parsed = traceparent == null ? null : read(traceparent);
        return parsed == null ? begin() : parsed;
    }

    /** The next step of the same trace. */
    public TraceContext child() {
        return new TraceContext(traceId, hex(), sampled);
    }

    /** The header's value. */
    public String traceparent() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }

    private static @Nullable TraceContext read(String text) {
        if (text.length() < LENGTH || text.charAt(2) != '-' || text.charAt(35) != '-' || text.charAt(52) != '-') {
            return null;
        }
        String version = text.substring(0, 2);
        String traceId = text.substring(3, 35);
        String spanId = text.substring(36, 52);
        boolean ends = text.length() == LENGTH || (!version.equals("00") && text.charAt(LENGTH) == '-');
        int flags = hexByte(text, 53);
        if (!ends || version.equals("ff") || hexByte(text, 0) < 0 || flags < 0) {
            return null;
        }
        boolean valid = isId(traceId, TRACE_ID_DIGITS) && isId(spanId, SPAN_ID_DIGITS);
        return valid ? new TraceContext(traceId, spanId, (flags & 1) != 0) : null;
    }

    /** So many hexadecimal digits in lower case, not all 0. By hand, as every request has four. */
    private static boolean isId(String text, int digits) {
        boolean zero = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
            zero &= c == '0';
        }
        return text.length() == digits && !zero;
    }

    /** Two hexadecimal digits in lower case; -1 when they are not. */
    private static int hexByte(String text, int at) {
        int high = "0123456789abcdef".indexOf(text.charAt(at));
        int low = "0123456789abcdef".indexOf(text.charAt(at + 1));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /** 16 digits, not all 0. Unique is enough: an id protects nothing. */
    private static String hex() {
        long bits = ThreadLocalRandom.current().nextLong();
        return HexFormat.of().toHexDigits(bits == 0 ? 1 : bits);
    }
}
