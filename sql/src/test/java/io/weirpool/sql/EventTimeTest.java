package io.weirpool.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.catalog.Watermark;
import io.weirpool.sql.parse.DefinitionError;
import io.weirpool.sql.plan.EventTimePolicy;
import io.weirpool.sql.plan.EventTimePolicy.Late;
import io.weirpool.sql.plan.PlanPrinter;
import io.weirpool.sql.plan.ViewPlan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be said of event time, and what of a view closes. */
class EventTimeTest {
    private static final String SOURCES = """
        CREATE STREAM hit (at TIMESTAMP, seen TIMESTAMP, k INTEGER, v BIGINT, WATERMARK FOR at AS at - INTERVAL '5' SECOND);
        CREATE STREAM plain (at TIMESTAMP, k INTEGER);
        CREATE TABLE page (k INTEGER PRIMARY KEY, name TEXT);
        CREATE VIEW minutes AS SELECT * FROM TABLE(TUMBLE(TABLE hit, DESCRIPTOR(at), INTERVAL '1' MINUTE));
        CREATE MATERIALIZED VIEW dropping WITH (late = 'drop') AS SELECT window_end, count(*) AS n FROM minutes GROUP BY window_end;
        CREATE MATERIALIZED VIEW ending AS SELECT window_end, count(*) AS n FROM minutes GROUP BY window_end EMIT FINAL;
        CREATE MATERIALIZED VIEW applying AS SELECT window_end, count(*) AS n FROM minutes GROUP BY window_end;
        CREATE VIEW through AS SELECT * FROM dropping;
        """;

    private static Watermark watermark(String declared) {
        Source source = Compiled.pipeline("CREATE STREAM s (a INTEGER, at TIMESTAMPTZ, " + declared + ";")
                .sources()
                .get(0);
        return source.watermark();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        WATERMARK FOR at AS at - INTERVAL '5' SECOND)                              | 5000000     | 3600000000
        WATERMARK FOR at AS at - INTERVAL '1 day 2 hours')                         | 93600000000 | 3600000000
        WATERMARK FOR at AS at - '90 seconds'::interval)                           | 90000000    | 3600000000
        WATERMARK FOR at AS at)                                                    | 0           | 3600000000
        WATERMARK FOR at AS at - INTERVAL '0' SECOND) WITH ('ahead' = '2 days')    | 0           | 172800000000
        WATERMARK FOR at AS at) WITH ('partitions' = '2', 'ahead' = '1.5 seconds') | 0           | 1500000
        """)
    void watermarkIsItsColumnLessADelay(String declared, long delay, long ahead) {
        assertThat(watermark(declared)).isEqualTo(new Watermark(1, delay, ahead));
    }

    private static ViewPlan view(String definition) {
        List<ViewPlan> views = Compiled.pipeline(SOURCES + definition + ";").views();
        return views.get(views.size() - 1);
    }

    @Test
    void allRowsAreAppliedWhenNothingIsSaid() {
        assertThat(view("CREATE MATERIALIZED VIEW v AS SELECT k FROM hit").eventTime())
                .isEqualTo(EventTimePolicy.NONE);
        assertThat(view("CREATE MATERIALIZED VIEW v WITH (late = 'apply') AS SELECT k FROM hit")
                        .eventTime())
                .isEqualTo(EventTimePolicy.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v AS SELECT window_end, count(*) AS n FROM minutes GROUP BY window_end EMIT FINAL",
                "v AS SELECT window_end, count(*) AS n FROM minutes GROUP BY window_end emit\n final",
                "v AS SELECT window_end, count(*) AS n FROM minutes GROUP BY window_end EMIT ON WINDOW CLOSE",
                "v WITH (emit = 'final') AS SELECT window_end, count(*) AS n FROM minutes GROUP BY window_end",
                "v WITH (late = 'drop') AS SELECT t.window_end FROM (SELECT DISTINCT window_end FROM minutes) t EMIT"
                        + " FINAL"
            })
    void finalViewsDropWhatIsLate(String definition) {
        ViewPlan view = view("CREATE MATERIALIZED VIEW " + definition);
        assertThat(view.eventTime()).isEqualTo(new EventTimePolicy(Late.DROP, true));
        assertThat(view.eventTime().options()).isEqualTo(Map.of("late", "drop", "emit", "final"));
        assertThat(view.sql().toLowerCase(java.util.Locale.ROOT)).doesNotContain("emit");
        assertThat(PlanPrinter.print(view))
                .contains("  late rows are left out and counted; each row is written once, when it is final\n");
    }

    /** EMIT is a name like others. */
    @Test
    void emitIsNoKeyword() {
        assertThat(view("CREATE MATERIALIZED VIEW v AS SELECT emit.k AS emit FROM hit emit")
                        .columns()
                        .toString())
                .contains("emit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT k, window_end, sum(v) AS s FROM minutes GROUP BY k, window_start, window_end",
                "SELECT k, count(*) AS n FROM minutes GROUP BY k, window_start",
                "SELECT date_trunc('hour', at) AS h, count(*) AS n FROM hit GROUP BY date_trunc('hour', at)",
                "SELECT date_bin(INTERVAL '7 minutes', at + INTERVAL '1' DAY, TIMESTAMP '2000-01-01 00:00:00') AS h"
                        + " FROM hit GROUP BY 1",
                "SELECT floor(at TO hour) AS h, count(*) AS n FROM hit GROUP BY floor(at TO hour)",
                "SELECT at::date AS d, max(v) AS m FROM hit GROUP BY at::date",
                "SELECT at, max(v) AS m FROM hit GROUP BY at",
                "SELECT DISTINCT k, date_trunc('day', at) AS d FROM hit",
                "SELECT window_end, count(*) AS n FROM TABLE(SESSION(TABLE hit, DESCRIPTOR(at), DESCRIPTOR(k),"
                        + " INTERVAL '1' MINUTE)) GROUP BY window_end",
                "SELECT p.name, h.n FROM (SELECT k, window_end, count(*) AS n FROM minutes GROUP BY k, window_end) h"
                        + " JOIN page p ON p.k = h.k",
                "SELECT k, ROW_NUMBER() OVER (PARTITION BY k, window_end ORDER BY v) AS r FROM minutes",
                "SELECT a.k FROM minutes a JOIN minutes b ON a.k = b.k AND a.window_end = b.window_end",
                "SELECT h, count(*) AS n FROM (SELECT window_end AS h FROM minutes UNION ALL SELECT at FROM hit) t"
                        + " GROUP BY h"
            })
    void viewsThatCloseMayDrop(String query) {
        assertThat(view("CREATE MATERIALIZED VIEW v WITH (late = 'dead-letter') AS " + query)
                        .eventTime()
                        .late())
                .isEqualTo(Late.DEAD_LETTER);
    }

    /** So that what is closed is one range of the state. */
    @Test
    void whatClosesComesFirstInKeys() {
        String query = "SELECT k, window_end, sum(v) AS s FROM minutes GROUP BY k, window_end";
        ViewPlan dropping = view("CREATE MATERIALIZED VIEW v WITH (late = 'drop') AS " + query);
        ViewPlan applying = view("CREATE MATERIALIZED VIEW v AS " + query);
        assertThat(dropping.columns()).isEqualTo(applying.columns());
        assertThat(dropping.key()).isEqualTo(new ViewKey.Columns(List.of(1, 0)));
        assertThat(applying.key()).isEqualTo(new ViewKey.Columns(List.of(0, 1)));
        assertThat(PlanPrinter.print(dropping)).contains("aggregate by (window_end, k)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        v WITH (late = 'drop') AS SELECT k FROM hit | 1:41 | nothing in the view closes as the watermark goes on
        v WITH (late = 'drop') AS SELECT k, count(*) AS n FROM hit GROUP BY k | 1:41 | nothing in the view closes
        v WITH (late = 'drop') AS SELECT date_trunc('hour', seen) AS h, count(*) AS n FROM hit GROUP BY 1 | 1:41 | nothing in the view closes
        v WITH (late = 'drop') AS SELECT extract(hour from at) AS h, count(*) AS n FROM hit GROUP BY 1 | 1:41 | nothing in the view closes
        v WITH (late = 'drop') AS SELECT at + INTERVAL '1' MONTH AS h, count(*) AS n FROM hit GROUP BY 1 | 1:41 | nothing in the view closes
        v WITH (late = 'drop') AS SELECT m.window_end, count(*) AS n FROM minutes m JOIN page p ON p.k = m.k GROUP BY m.window_end | 1:41 | nothing in the view closes
        v WITH (late = 'drop') AS SELECT date_trunc('hour', at) AS h, count(*) AS n FROM plain GROUP BY 1 | 1:41 | no stream that the view reads has a watermark
        v AS SELECT k, count(*) AS n FROM minutes GROUP BY k EMIT FINAL | 1:79 | nothing in the view closes
        v AS SELECT sum(n) AS n FROM (SELECT window_end, count(*) AS n FROM minutes GROUP BY window_end) t EMIT FINAL | 1:125 | the view's rows have no column that says when they are final
        v AS SELECT count(*) AS n FROM minutes GROUP BY window_end, k EMIT ON WINDOW CLOSE | 1:88 | the view's rows have no column that says when
        v WITH (late = 'apply') AS SELECT window_end FROM minutes GROUP BY window_end EMIT FINAL | 1:41 | with EMIT FINAL a row is written once
        v WITH (late = 'never') AS SELECT k FROM hit | 1:41 | 'late' is one of apply, drop, dead-letter
        v WITH (emit = 'soon') AS SELECT k FROM hit | 1:41 | 'emit' can only be final
        v WITH (late = 'drop', late = 'drop') AS SELECT k FROM hit | 1:49 | 'late' is set twice
        v WITH (latte = 'drop') AS SELECT k FROM hit | 1:34 | there is no option 'latte'
        v AS SELECT n FROM dropping | 1:26 | reading view "dropping", which leaves out late rows, from one that applies them
        v AS SELECT n FROM through | 1:26 | reading view "dropping", which leaves out late rows
        v AS WITH a AS (SELECT n FROM dropping), dropping AS (SELECT k FROM page) SELECT n FROM a JOIN dropping ON k = n | 1:26 | reading view "dropping", which leaves out late rows
        v WITH (late = 'drop') AS SELECT window_end, max(n) AS n FROM ending GROUP BY window_end | 1:41 | reading view "ending", whose rows are written when they are final, from one that writes all
        v AS SELECT n FROM ending | 1:26 | reading view "ending", whose rows are written when they are final
        v WITH (late = 'drop') AS SELECT n, window_end FROM applying GROUP BY n, window_end | 1:41 | leaving out late rows that view "applying", which it reads, applies
        """)
    void whatCannotCloseIsRefused(String definition, String place, String message) {
        List<DefinitionError> errors = Compiled.errors(SOURCES + "CREATE MATERIALIZED VIEW " + definition + ";");
        assertThat(errors).hasSize(1);
        int line = errors.get(0).line() - (int) SOURCES.lines().count();
        assertThat(line + ":" + errors.get(0).column()).isEqualTo(place);
        assertThat(errors.get(0).message()).startsWith(message);
        assertThat(errors.get(0).remedy()).isNotEmpty();
    }

    @Test
    void whatIsFinalMayBeReadByWhatIsFinal() {
        assertThat(view("CREATE MATERIALIZED VIEW v AS"
                                + " SELECT window_end, max(n) AS n FROM ending GROUP BY window_end EMIT FINAL")
                        .eventTime()
                        .emitFinal())
                .isTrue();
    }

    @Test
    void viewsThatDropMayReadEachOther() {
        assertThat(view("CREATE MATERIALIZED VIEW v WITH (late = 'dead-letter') AS"
                                + " SELECT window_end, max(n) AS n FROM through GROUP BY window_end")
                        .eventTime()
                        .late())
                .isEqualTo(Late.DEAD_LETTER);
    }
}
