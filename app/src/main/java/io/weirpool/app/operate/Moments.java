package io.weirpool.app.operate;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.Excerpt;
import io.weirpool.common.error.WeirpoolException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/** Moments as people write them: ISO 8601, of UTC where they name no zone. */
final class Moments {
    private static final List<Function<String, Instant>> FORMS = List.of(
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
            text -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());

    private Moments() {}

    /** @throws WeirpoolException {@code QUERY_INVALID} */
    static Instant read(String parameter, String text) {
        for (Function<String, Instant> form : FORMS) {
            try {
                return form.apply(text.strip().replace(' ', 'T'));
            } catch (DateTimeException other) {
                continue;
            }
        }
        throw new WeirpoolException(
                ErrorCode.QUERY_INVALID,
                parameter + " is " + Excerpt.of(text)
                        + "; a time is wanted, such as 2026-01-31 or 2026-01-31T12:00:00Z");
    }
}
