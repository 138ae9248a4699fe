package io.weirpool.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.model.Name;
import io.weirpool.sql.plan.Placement;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.PlanPrinter;
import io.weirpool.sql.plan.ViewPlan;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A view that keeps state is read as it was planned, whatever its reader asks of it; others become part of the reader. */
class ViewsOverViewsTest {
    private static final String SOURCES = """
            CREATE STREAM bid (at TIMESTAMP NOT NULL, auction INTEGER NOT NULL, price BIGINT, note TEXT,
              WATERMARK FOR at AS at - INTERVAL '5' SECOND);
            CREATE TABLE auction (id INTEGER PRIMARY KEY, category INTEGER, seller TEXT);
            """;

    private static List<ViewPlan> views(String views) {
        return PipelineCompiler.compile(List.of(new SourceFile("a.sql", SOURCES + views)))
                .views();
    }

    private static ViewPlan view(List<ViewPlan> views, String name) {
        return views.stream()
                .filter(view -> view.name().equals(new Name(name)))
                .findFirst()
                .orElseThrow();
    }

    private static Set<Plan> work(Plan plan) {
        Set<Plan> work = new HashSet<>();
        if (Placement.hasState(plan)) {
            work.add(plan);
        }
        plan.inputs().forEach(input -> work.addAll(work(input)));
        return work;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT auction, n FROM v WHERE auction = 5",
                "SELECT n, count(*) AS c FROM v WHERE top > 3 GROUP BY n",
                "SELECT a.auction, b.auction AS other FROM v a JOIN v b ON a.n = b.n",
                "SELECT v.n FROM auction a JOIN v ON v.auction = a.id WHERE a.category = 3 AND v.auction < 100",
                "SELECT auction, row_number() OVER (PARTITION BY n ORDER BY top, auction) AS r FROM v",
                "SELECT auction FROM v UNION ALL SELECT id FROM auction",
                "SELECT id FROM auction WHERE EXISTS (SELECT 1 FROM v WHERE v.auction = id AND v.n > 2)",
                "SELECT id, (SELECT n FROM v WHERE v.auction = id) AS n FROM auction",
                "SELECT * FROM v"
            })
    void itsWorkStandsInTheReader(String query) {
        for (String read : List.of(
                "SELECT auction, count(*) AS n, max(price) AS top FROM bid WHERE price > 0 GROUP BY auction",
                "SELECT b.auction, b.n, b.top FROM (SELECT auction, count(*) AS n, max(price) AS top FROM bid GROUP BY"
                        + " auction HAVING count(*) > 1) b JOIN auction a ON a.id = b.auction",
                "SELECT auction, count(*) AS n, max(price) AS top FROM TABLE(HOP(TABLE bid, DESCRIPTOR(at), INTERVAL '2'"
                        + " SECOND, INTERVAL '10' SECOND)) GROUP BY auction, window_start, window_end")) {
            List<ViewPlan> views = views(
                    "CREATE MATERIALIZED VIEW v AS " + read + ";\nCREATE MATERIALIZED VIEW reader AS " + query + ";");
            assertThat(work(view(views, "reader").plan()))
                    .as("%s over %s", query, read)
                    .containsAll(work(view(views, "v").plan()));
        }
    }

    @Test
    void whatClosesIsTheSame() {
        List<ViewPlan> views = views("""
                CREATE MATERIALIZED VIEW v WITH (late = 'drop') AS
                  SELECT auction, window_end, count(*) AS n FROM TABLE(TUMBLE(TABLE bid, DESCRIPTOR(at), INTERVAL '1' SECOND))
                  GROUP BY auction, window_end;
                CREATE MATERIALIZED VIEW reader WITH (late = 'drop') AS
                  SELECT window_end, max(n) AS top FROM v GROUP BY window_end;
                """);
        assertThat(work(view(views, "reader").plan()))
                .containsAll(work(view(views, "v").plan()));
    }

    @Test
    void aReaderTakesOnlyTheColumnsItNeeds() {
        List<ViewPlan> views = views("""
                CREATE MATERIALIZED VIEW v AS SELECT auction, count(*) AS n, max(price) AS top FROM bid GROUP BY auction;
                CREATE MATERIALIZED VIEW reader AS SELECT a.seller, v.n FROM v JOIN auction a ON a.id = v.auction;
                """);
        assertThat(PlanPrinter.print(view(views, "reader"))).contains("calc auction, n\n");
    }

    @Test
    void keysAreSeenThroughIt() {
        List<ViewPlan> views = views("""
                CREATE MATERIALIZED VIEW v AS SELECT auction, count(*) AS n FROM bid GROUP BY auction;
                CREATE MATERIALIZED VIEW reader AS SELECT v.auction, a.seller FROM v JOIN auction a ON a.id = v.auction;
                """);
        assertThat(view(views, "reader").key()).isEqualTo(new ViewKey.Columns(List.of(0)));
    }

    @Test
    void oneWithoutStateIsReadByItsQuery() {
        List<ViewPlan> views = views("""
                CREATE MATERIALIZED VIEW v AS SELECT auction, price FROM bid WHERE price > 10;
                CREATE VIEW plain AS SELECT auction, count(*) AS n, max(price) AS top FROM bid GROUP BY auction;
                CREATE MATERIALIZED VIEW reader AS SELECT auction FROM v WHERE auction = 5;
                CREATE MATERIALIZED VIEW narrow AS SELECT n FROM plain WHERE auction = 5;
                """);
        assertThat(PlanPrinter.print(view(views, "reader"))).contains("where AND(>(price, 10), =(auction, 5))");
        assertThat(PlanPrinter.print(view(views, "narrow")))
                .contains("n = count(*)\n")
                .contains("where =(auction, 5)");
    }

    /** A row whose share has no value is not in the view's table: not in the reader either. */
    @Test
    void whatMayFailIsComputedForEachReader() {
        String view = "CREATE MATERIALIZED VIEW v AS SELECT auction, count(*) AS n, 100 / sum(price) AS share FROM bid"
                + " GROUP BY auction;\n";
        List<ViewPlan> views = views(view + """
                CREATE MATERIALIZED VIEW keys AS SELECT auction FROM v WHERE n > 2;
                CREATE MATERIALIZED VIEW shares AS SELECT share FROM v WHERE n > 2;
                """);
        assertThat(PlanPrinter.print(view(views, "keys"))).contains("calc auction where >(n, 2)\n", "share = /(");
        assertThat(PlanPrinter.print(view(views, "shares"))).containsOnlyOnce("calc ");
    }
}
