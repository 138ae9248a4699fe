package io.weirpool.sql.restate;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.catalog.Revision.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestatementTest {
    private static List<RestatedView> of(String sql) {
        return Restatement.of(List.of(new SourceFile("a.sql", sql)));
    }

    @Test
    void viewsStandAfterWhatTheyReadAndKeepTheirText() {
        List<RestatedView> views = of("""
            CREATE MATERIALIZED VIEW b AS SELECT n -- a comment
              FROM a;
            CREATE VIEW a (n) AS (SELECT x::int FROM s);
            """);

        assertThat(views).extracting(RestatedView::name).containsExactly("a", "b");
        assertThat(views.get(0).columns()).containsExactly("n");
        assertThat(views.get(0).query()).isEqualTo("(SELECT x::int FROM s)");
        assertThat(views.get(1).reads()).containsExactly("a");
        assertThat(views.get(1).query()).matches("SELECT n +\n +FROM a");
    }

    @Test
    void windowsOfTimeAreSpelledOutWhereTheyStand() {
        List<RestatedView> views = of("""
            CREATE MATERIALIZED VIEW a AS SELECT x FROM TABLE(TUMBLE(TABLE s, DESCRIPTOR(at), INTERVAL '10' MINUTE)) AS w
              JOIN TABLE(HOP(TABLE r, DESCRIPTOR(t), INTERVAL '1' HOUR, INTERVAL '2' HOUR)) AS v ON w.x = v.x;
            CREATE MATERIALIZED VIEW b AS SELECT x FROM tumble(s, at, interval '10 minutes');
            """);

        assertThat(views).allSatisfy(view -> assertThat(view.refusal()).isEmpty());
        assertThat(views.get(0).query())
                .isEqualTo(
                        "SELECT x FROM (SELECT w_.*, b_.s_ AS window_start, b_.s_ + INTERVAL '10' MINUTE AS window_end"
                                + " FROM s AS w_ CROSS JOIN LATERAL (SELECT date_bin(INTERVAL '10' MINUTE, w_.at,"
                                + " '1970-01-01 00:00:00+00') AS s_) AS b_ WHERE w_.at IS NOT NULL) AS w\n"
                                + "  JOIN (SELECT w_.*, b_.s_ AS window_start, b_.s_ + INTERVAL '2' HOUR AS window_end"
                                + " FROM r AS w_ CROSS JOIN LATERAL generate_series(date_bin(INTERVAL '1' HOUR, w_.t,"
                                + " '1970-01-01 00:00:00+00'), w_.t - INTERVAL '2' HOUR, - INTERVAL '1' HOUR) AS b_ (s_)"
                                + " WHERE b_.s_ > w_.t - INTERVAL '2' HOUR) AS v ON w.x = v.x");
        assertThat(views.get(1).reads()).containsExactly("s");
        assertThat(views.get(1).query()).contains("date_bin(interval '10 minutes', w_.at");
    }

    @Test
    void whatPostgresqlCannotSayIsSaid() {
        List<RestatedView> views = of("""
            CREATE MATERIALIZED VIEW a AS
              SELECT x FROM TABLE(SESSION(TABLE s, DESCRIPTOR(at), DESCRIPTOR(k), INTERVAL '10' MINUTE));
            CREATE MATERIALIZED VIEW b WITH (late = 'drop') AS
              SELECT x FROM TABLE(TUMBLE(TABLE s, DESCRIPTOR(at), INTERVAL '10' MINUTE));
            """);

        assertThat(views).allSatisfy(view -> assertThat(view.refusal()).isPresent());
    }
}
