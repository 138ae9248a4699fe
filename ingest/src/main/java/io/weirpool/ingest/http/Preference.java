package io.weirpool.ingest.http;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Prefer: wait=5} (RFC 7240): a wish, so what is none is passed over. */
final class Preference {
    static final String HEADER = "Prefer";
    static final String APPLIED = "Preference-Applied";

    /* As long as an idle connection may be; who wants to wait longer asks again for the receipt. */
    private static final long SECONDS_MAX = 30;

    private static final Pattern WAIT = Pattern.compile("\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?:;.*)?");

    private Preference() {}

    /** How long the caller would wait until the views reflect the commands; zero for not at all. */
    static Duration wait(Request request) {
        for (String header : request.headers().all(HEADER)) {
            for (String preference : header.split(",", -1)) {
                Matcher wait = WAIT.matcher(preference.toLowerCase(Locale.ROOT));
                if (wait.matches()) {
                    return Duration.ofSeconds(Math.min(SECONDS_MAX, Long.parseLong(wait.group(1))));
                }
            }
        }
        return Duration.ZERO;
    }
}
