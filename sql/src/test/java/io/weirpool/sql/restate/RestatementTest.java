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
    void windowsInGroupByAreTablesFirst() {
        List<RestatedView> views = of("""
            CREATE MATERIALIZED VIEW a AS SELECT TUMBLE_START(t.at, INTERVAL '1' HOUR), count(*) AS n FROM s AS t
              WHERE (x > 3) GROUP BY t.k, TUMBLE(t.at, INTERVAL '1' HOUR)
              HAVING TUMBLE_END(t.at, INTERVAL '1' HOUR) > '2020-01-01' ORDER BY TUMBLE_START(t.at, INTERVAL '1' HOUR) LIMIT 3;
            CREATE MATERIALIZED VIEW b AS SELECT k, SESSION_END(at, INTERVAL '2' MINUTE) AS e FROM (SELECT * FROM s) q
              WHERE (x > 4) GROUP BY SESSION(at, INTERVAL '2' MINUTE), k;
            CREATE MATERIALIZED VIEW c AS SELECT max(n) AS n FROM (SELECT HOP_END(at, INTERVAL '1' DAY, INTERVAL '2' DAY) AS at, count(*) AS n
              FROM s GROUP BY HOP(at, INTERVAL '1' DAY, INTERVAL '2' DAY)) AS days GROUP BY TUMBLE(at, INTERVAL '7' DAY);
            """);

        assertThat(views).allSatisfy(view -> assertThat(view.refusal()).isEmpty());
        assertThat(views.get(0).query().replaceAll("\\s+", " "))
                .startsWith("SELECT \"t\".window_start AS tumble_start, count(*) AS n FROM (SELECT w_.*, b_.s_ AS"
                        + " window_start,")
                .endsWith("AS \"t\" WHERE (x > 3) GROUP BY t.k, \"t\".window_start, \"t\".window_end"
                        + " HAVING \"t\".window_end > '2020-01-01' ORDER BY \"t\".window_start LIMIT 3");
        assertThat(views.get(1).query().replaceAll("\\s+", " "))
                .contains("FROM (SELECT * FROM (SELECT * FROM s) q WHERE (x > 4)) AS w_ ")
                .endsWith("AS \"q\" WHERE (x > 4) GROUP BY \"q\".window_start, \"q\".window_end, k");
        assertThat(views.get(2).query()).doesNotContain("GROUP BY TUMBLE", "GROUP BY HOP");
    }

    @Test
    void partsOfWhatIsSpelledOutAreSpelledOut() {
        RestatedView view = of("""
            CREATE MATERIALIZED VIEW a AS SELECT q.k, max_by(q.x, q.at) FILTER (WHERE (q.x > 0) AND q.k < 9) AS m
              FROM TABLE(SESSION((SELECT k, at, any_value(x) AS x FROM s GROUP BY k, at), DESCRIPTOR(at), DESCRIPTOR(k),
                INTERVAL '10' MINUTE)) AS q ASOF LEFT JOIN r ON (q.k = r.k AND q.at > r.at)
              WHERE (q.k > 1) GROUP BY q.k;
            """).get(0);

        assertThat(view.refusal()).isEmpty();
        assertThat(view.query())
                .startsWith("SELECT q.k, CASE WHEN (array_agg((q.x) IS NOT NULL ORDER BY q.at DESC, q.x) FILTER"
                        + " (WHERE (q.at) IS NOT NULL AND ((q.x > 0) AND q.k < 9)))[1] THEN"
                        + " pg_temp.weirpool_first(q.x ORDER BY q.at DESC, q.x) FILTER"
                        + " (WHERE (q.at) IS NOT NULL AND ((q.x > 0) AND q.k < 9)) END AS m")
                .contains("FROM (SELECT k, at, pg_temp.weirpool_first(x ORDER BY x) AS x FROM s GROUP BY k, at) AS w_")
                .contains(") AS q LEFT JOIN LATERAL (SELECT (y_.r_).* FROM (")
                .contains("FROM m_ AS r WHERE (q.at > r.at) AND (q.k = r.k) ORDER BY (q.at) - (r.at) FETCH")
                .endsWith("AS r ON TRUE\n  WHERE (q.k > 1) GROUP BY q.k");
    }

    @Test
    void aggregatesWithoutAnOrderHaveTheOrderOfTheirArguments() {
        RestatedView view = of("""
            CREATE MATERIALIZED VIEW a AS SELECT array_agg(DISTINCT x), string_agg(t, ',' ORDER BY x), listagg(t),
              array_agg(x) OVER (PARTITION BY k), approx_count_distinct(x + 1), percentile_cont(0.5) WITHIN GROUP (ORDER BY x)
              FROM s;
            """).get(0);

        assertThat(view.query().replaceAll("\\s+", " "))
                .isEqualTo("SELECT array_agg(DISTINCT x ORDER BY x), string_agg(t, ',' ORDER BY x),"
                        + " string_agg(t, '' ORDER BY t, ''), array_agg(x) OVER (PARTITION BY k),"
                        + " count(DISTINCT x + 1), percentile_cont(0.5) WITHIN GROUP (ORDER BY x) FROM s");
    }

    @Test
    void anAggregateOverAFunctionsRowsHasTheirOrder() {
        RestatedView view = of("""
            CREATE MATERIALIZED VIEW a AS SELECT (SELECT string_agg(x, ',') FROM unnest(string_to_array(t, ' ')) AS x) AS w,
              (SELECT array_agg(y) FROM (SELECT lower(t) AS y FROM s) AS q) AS l FROM s;
            """).get(0);

        assertThat(view.query())
                .contains("string_agg(x, ',') FROM unnest")
                .contains("array_agg(y ORDER BY y) FROM (SELECT lower(t)");
    }

    @Test
    void ofRowsInAnOrderThatMayLeaveSomeEqualNothingIsSaid() {
        List<RestatedView> views = of("""
            CREATE MATERIALIZED VIEW a AS SELECT string_agg(t, ',') FROM (SELECT t FROM s ORDER BY x) AS q;
            CREATE MATERIALIZED VIEW b AS SELECT x, array_agg(y) FROM (SELECT x, unnest(string_to_array(t, ' ')) AS y FROM s) AS q GROUP BY x;
            CREATE MATERIALIZED VIEW c AS WITH q AS (SELECT t FROM s ORDER BY x) SELECT array_agg(t) FROM q;
            """);

        assertThat(views).allSatisfy(view -> assertThat(view.refusal()).isPresent());
    }

    @Test
    void whatPostgresqlCannotSayIsSaid() {
        List<RestatedView> views = of("""
            CREATE MATERIALIZED VIEW a AS SELECT arg_min(x, y) OVER (PARTITION BY k) FROM s;
            CREATE MATERIALIZED VIEW b AS
              SELECT x FROM TABLE(TUMBLE(TABLE s, DESCRIPTOR(at), INTERVAL '10' MINUTE)) EMIT FINAL;
            """);

        assertThat(views).allSatisfy(view -> assertThat(view.refusal()).isPresent());
    }

    @Test
    void aViewThatLeavesOutLateRowsIsOfTheOthersOnly() {
        List<RestatedView> views = of("""
            CREATE MATERIALIZED VIEW a AS SELECT x FROM s;
            CREATE MATERIALIZED VIEW b WITH (late = 'drop') AS
              SELECT x FROM TABLE(TUMBLE(TABLE s, DESCRIPTOR(at), INTERVAL '10' MINUTE));
            CREATE MATERIALIZED VIEW c WITH (late = 'apply') AS SELECT x FROM s;
            """);

        assertThat(views).allSatisfy(view -> assertThat(view.refusal()).isEmpty());
        assertThat(views).extracting(RestatedView::inTimeOnly).containsExactly(false, true, false);
    }

    @Test
    void whatKeepsStateAndIsReadIsComputedWhole() {
        List<RestatedView> views = of("""
            CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER);
            CREATE MATERIALIZED VIEW kept (a, b) AS SELECT n, 10 / count(*) FROM t GROUP BY n -- by n
            ;
            CREATE MATERIALIZED VIEW row_by_row AS SELECT id, 10 / n AS q FROM t;
            CREATE VIEW plain AS SELECT n, 10 / count(*) AS q FROM t GROUP BY n;
            CREATE MATERIALIZED VIEW reader AS SELECT a FROM kept UNION ALL SELECT id FROM row_by_row UNION ALL SELECT n FROM plain;
            """);

        assertThat(views)
                .filteredOn(view -> view.query().contains("MATERIALIZED"))
                .extracting(RestatedView::name)
                .containsExactly("kept");
        assertThat(views.get(0).query())
                .isEqualTo("WITH weirpool_rows AS MATERIALIZED (SELECT n, 10 / count(*) FROM t GROUP BY n\n) SELECT *"
                        + " FROM weirpool_rows");
    }
}
