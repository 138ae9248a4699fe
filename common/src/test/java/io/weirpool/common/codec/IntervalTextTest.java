package io.weirpool.common.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.model.Interval;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.common.testing.RandomRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That the texts are PostgreSQL's is proved in the module {@code sql}, by its casts. */
class IntervalTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            P1Y2M3DT4H5M6.7S | 14 | 3 | 14706700000 | 1 year 2 mons 3 days 04:05:06.7
            1 day 02:30:00   | 0  | 1 | 9000000000  | 1 day 02:30:00
            PT0S             | 0  | 0 | 0           | 00:00:00
            P-1DT0.5S        | 0  | -1 | 500000     | -1 days +00:00:00.5
            """)
    void textIsReadAndPrinted(String text, int months, int days, long micros, String printed) {
        Interval interval = IntervalText.parse(text).orElseThrow();
        assertThat(interval).isEqualTo(new Interval(months, days, micros));
        assertThat(interval.toString()).isEqualTo(printed);
    }

    @ParameterizedTest
    @MethodSource("io.weirpool.common.testing.Seeds#next")
    void bothFormsComeBackAsTheyWere(long seed) {
        RandomRows random = new RandomRows(seed);
        Interval interval =
                (Interval) random.value(SqlType.of(TypeKind.INTERVAL).notNull());
        assertThat(IntervalText.parse(interval.iso())).contains(interval);
        assertThat(IntervalText.parse(interval.toString())).contains(interval);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "day", "1 fortnight", "P", "P1DT", "1 day 1 day", "1:60", "99999999999 days"})
    void whatIsNoIntervalIsNone(String text) {
        assertThat(IntervalText.parse(text)).isEmpty();
    }

    @Test
    void aMonthIsThirtyDaysAndADayIsTwentyFourHours() {
        assertThat(new Interval(1, 0, 0)).isEqualByComparingTo(new Interval(0, 29, Interval.MICROS_PER_DAY));
        assertThat(new Interval(1, 0, 0)).isNotEqualTo(new Interval(0, 30, 0));
    }
}
