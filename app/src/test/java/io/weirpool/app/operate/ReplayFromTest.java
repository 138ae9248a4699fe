package io.weirpool.app.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Name;
import io.weirpool.sql.Pipeline;
import io.weirpool.sql.PipelineCompiler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReplayFromTest {
    private static final Name SHOP = new Name("shop");
    private static final Instant FROM = Instant.parse("2026-03-05T12:00:00Z");
    private static final String SOURCES = """
        CREATE STREAM hit (at TIMESTAMPTZ NOT NULL, page TEXT, maybe TIMESTAMPTZ, WATERMARK FOR at AS at - INTERVAL '5' SECOND)
          WITH (partitions = '1', ahead = '1 minute');
        CREATE TABLE page (page TEXT PRIMARY KEY, owner TEXT);
        """;

    private final FakeTimes times = new FakeTimes();

    private static final class FakeTimes implements LogTimes {
        final List<Instant> since = new ArrayList<>();
        Instant mark = FROM.plus(Duration.ofDays(2));

        @Override
        public List<Long> offsetsSince(Name pipeline, Source source, long appendedMillis) {
            since.add(Instant.ofEpochMilli(appendedMillis));
            return List.of(42L);
        }

        @Override
        public OptionalLong mark(Name pipeline, Source stream) {
            return OptionalLong.of(mark.toEpochMilli() * 1_000);
        }
    }

    private View.Copied copied(String query) {
        String sql = SOURCES + "CREATE MATERIALIZED VIEW v " + query + ";";
        List<SourceFile> files = List.of(new SourceFile("a.sql", sql));
        Pipeline compiled = PipelineCompiler.compile(files);
        View view = NextRevision.first(SHOP, files, compiled).views().get(0);
        return ReplayFrom.copied(
                SHOP, view, compiled.views().get(0), compiled, FROM, Map.of("shop.hit", List.of(99L)), times);
    }

    private void assertRefused(String query, String why) {
        assertThatThrownBy(() -> copied(query))
                .isInstanceOfSatisfying(
                        WeirpoolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.HISTORY_NOT_FINAL))
                .hasMessageContaining(why);
    }

    @Test
    void itReadsFromAWindowAndTheTimeAheadBefore() {
        View.Copied copied = copied("WITH (late = 'drop') AS SELECT window_start, window_end, count(*) AS n"
                + " FROM TABLE(HOP(TABLE hit, DESCRIPTOR(at), INTERVAL '1' MINUTE, INTERVAL '10' MINUTE))"
                + " GROUP BY window_start, window_end");

        assertThat(copied.below()).isEqualTo(FROM.toEpochMilli() * 1_000);
        assertThat(copied.from()).isEqualTo(Map.of("shop.hit", List.of(42L)));
        assertThat(copied.to()).isEqualTo(Map.of("shop.hit", List.of(99L)));
        // a window begins at a row's time at the latest, and ends ten minutes after it
        Duration before = Duration.between(times.since.get(0), FROM);
        assertThat(before)
                .isIn(
                        Duration.ofMinutes(1).plusMillis(1),
                        Duration.ofMinutes(11).plusMillis(1));
    }

    @Test
    void aDayIsReadWhole() {
        View.Copied copied = copied(
                "WITH (late = 'drop') AS SELECT page, date_trunc('day', at)::date AS day, count(*) AS n FROM hit GROUP"
                        + " BY 1, 2");

        assertThat(copied.below()).isEqualTo(FROM.toEpochMilli() / 86_400_000);
        assertThat(times.since).containsExactly(Instant.parse("2026-03-04T23:58:59.999Z"));
    }

    @Test
    void rowsThatCanChangeAreNamedWithTheReason() {
        String windows =
                " AS SELECT page, window_start, window_end, count(*) AS n FROM TABLE(%s(TABLE hit, DESCRIPTOR(at), %s"
                        + "INTERVAL '1' MINUTE)) GROUP BY page, window_start, window_end";
        String tumble = windows.formatted("TUMBLE", "");
        assertRefused(tumble, "late = 'drop'");
        assertRefused(
                "WITH (late = 'drop')" + windows.formatted("SESSION", "DESCRIPTOR(page), "),
                "how long a session goes on");
        assertRefused(
                "WITH (late = 'drop') AS SELECT page, count(*) AS n FROM (SELECT DISTINCT page, date_trunc('day', at)"
                        + " AS d FROM hit) GROUP BY page",
                "its key has no column");
        times.mark = FROM.plusSeconds(30);
        assertRefused("WITH (late = 'drop')" + tumble, "the watermark of stream hit is at 2026-03-05T12:00:30Z");
    }
}
