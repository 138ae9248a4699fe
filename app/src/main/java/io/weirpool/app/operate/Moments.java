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
import java.util.Optional;
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
        String iso = text.strip().replace(' ', 'T');
        return FORMS.stream()
                .flatMap(form -> parsed(form, iso).stream())
                .findFirst()
                .orElseThrow(() -> new WeirpoolException(
                        ErrorCode.QUERY_INVALID,
                        parameter + " is " + Excerpt.of(text)
                                + "; a time is wanted, such as 2026-01-31 or 2026-01-31T12:00:00Z"));
    }

    private static Optional<Instant> parsed(Function<String, Instant> form, String text) {
        try {
            return Optional.of(form.apply(text));
        } catch (DateTimeException anotherForm) {
            return Optional.empty();
        }
    }
}
