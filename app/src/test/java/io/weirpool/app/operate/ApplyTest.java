package io.weirpool.app.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.app.operate.Apply.Applied;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Name;
import io.weirpool.sql.parse.DefinitionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplyTest {
    private static final Name SHOP = new Name("shop");
    private static final String SOURCES = "CREATE STREAM sale (id BIGINT NOT NULL, city VARCHAR, amount INTEGER);\n"
            + "CREATE TABLE city (name VARCHAR NOT NULL, PRIMARY KEY (name)) WITH (partitions = 2);\n";
    private static final String PER_CITY =
            "CREATE MATERIALIZED VIEW per_city AS\nSELECT city, SUM(amount) AS total\nFROM sale\nGROUP BY city;\n";
    private static final String LARGE = "CREATE MATERIALIZED VIEW large AS SELECT * FROM sale WHERE amount > 100;\n";

    private final FakeCatalog catalog = new FakeCatalog();
    private final Apply apply = new Apply(catalog);

    /** A catalog that is a list. */
    private static final class FakeCatalog implements Catalog {
        final List<Revision> revisions = new ArrayList<>();
        final List<String> logs = new ArrayList<>();
        /** What somebody else appends just before the next one; null for nobody. */
        UnaryOperator<Revision> first;

        @Override
        public Revision newest(Name pipeline) {
            return revisions.isEmpty() ? Revision.empty(pipeline) : revisions.get(revisions.size() - 1);
        }

        @Override
        public void createLogs(Name pipeline, List<Source> sources) {
            sources.forEach(source -> logs.add(pipeline + "." + source.name()));
        }

        @Override
        public Map<String, List<Long>> ends(Name pipeline, List<Source> sources) {
            return Map.of(pipeline + ".sale", List.of(7L, 0L, 0L, 0L));
        }

        @Override
        public Map<String, Long> bytes(Name pipeline) {
            return Map.of(
                    pipeline + ".sale",
                    900L,
                    pipeline + ".per_city.v1",
                    5L,
                    pipeline + ".flow-1-source-state-changelog",
                    60L,
                    pipeline + ".flow-10-source-state-changelog",
                    60L);
        }

        @Override
        public void append(Revision revision) {
            UnaryOperator<Revision> other = first;
            if (other != null) {
                first = null;
                revisions.add(other.apply(newest(revision.pipeline())));
                throw new WeirpoolException(ErrorCode.CATALOG_CONFLICT, "revision " + revision.number() + " is taken");
            }
            revisions.add(revision);
        }
    }

    private Applied apply(String... texts) {
        List<SourceFile> files = new ArrayList<>();
        for (String text : texts) {
            files.add(new SourceFile("f" + files.size() + ".sql", text));
        }
        return apply.apply(SHOP, files, BuildOptions.STANDARD);
    }

    @Test
    void theFirstApplyMakesAllInOneRevision() {
        Applied applied = apply(SOURCES, PER_CITY + LARGE);

        assertThat(applied).isEqualTo(new Applied(1, List.of("sale", "city"), List.of("per_city", "large")));
        assertThat(catalog.logs).containsExactly("shop.sale", "shop.city");
        assertThat(catalog.newest(SHOP).files()).hasSize(2);
    }

    @Test
    void aViewKnowsItsLogsAndWhetherWorkIsSpread() {
        apply(SOURCES, PER_CITY + LARGE + "CREATE MATERIALIZED VIEW names AS SELECT name FROM city;");
        Revision revision = catalog.newest(SHOP);

        assertThat(revision.views())
                .extracting(View::name, View::version, View::flow, View::partitions)
                .extracting(Object::toString)
                .containsExactly("(per_city, 1, 1, 4)", "(large, 1, 1, 4)", "(names, 1, 1, 2)");
        assertThat(revision.view("per_city").orElseThrow().inputs())
                .containsExactly(new View.Input(new Name("sale"), 4, true));
        assertThat(revision.view("large").orElseThrow().inputs())
                .containsExactly(new View.Input(new Name("sale"), 4, false));
    }

    @Test
    void theSameAgainIsNoRevision() {
        apply(SOURCES, PER_CITY);
        Applied again = apply("-- a comment\n" + PER_CITY, SOURCES);

        assertThat(again).isEqualTo(new Applied(1, List.of(), List.of()));
        assertThat(catalog.revisions).hasSize(1);
    }

    @Test
    void anAdditionIsANewFlowAndLeavesTheRestAlone() {
        apply(SOURCES, PER_CITY);
        Applied applied = apply(SOURCES, PER_CITY + LARGE);

        assertThat(applied).isEqualTo(new Applied(2, List.of(), List.of("large")));
        assertThat(catalog.newest(SHOP).views()).extracting(View::flow).containsExactly(1, 2);
        assertThat(catalog.newest(SHOP).base()).isEqualTo(1);
    }

    @Test
    void aChangedViewIsANewVersionBesideTheOld() {
        apply(SOURCES, PER_CITY + LARGE);
        String changed = PER_CITY.replace("SUM(amount)", "MAX(amount)");

        Applied applied = apply(SOURCES, changed + LARGE);

        assertThat(applied).isEqualTo(new Applied(2, List.of(), List.of(), List.of("per_city"), List.of()));
        Revision revision = catalog.newest(SHOP);
        assertThat(versions(revision.views())).containsExactly("per_city.v2 in flow 2", "large.v1 in flow 1");
        assertThat(versions(revision.history().former())).containsExactly("per_city.v1 in flow 1");
        assertThat(revision.history().wantedSince()).containsExactly(Map.entry("per_city", 2L));
        assertThat(revision.filesOf(1).get(1).text()).contains("SUM(amount)");
        assertThat(revision.filesOf(2).get(1).text()).contains("MAX(amount)");
        assertThat(revision.build(2).orElseThrow().ends()).containsEntry("shop.sale", List.of(7L, 0L, 0L, 0L));
    }

    @Test
    void thePlanTellsLinesThatGoAndCome() {
        apply(SOURCES, PER_CITY + LARGE);
        String changed = PER_CITY.replace("SUM(amount)", "MAX(amount)");

        Apply.Planned planned = apply.plan(
                SHOP, List.of(new SourceFile("a.sql", SOURCES + changed + LARGE.replace("VIEW large", "VIEW other"))));

        assertThat(planned.plan().views())
                .extracting(view -> view.name() + " is " + view.kind().text())
                .containsExactly("per_city is replaced", "large is dropped", "other is new");
        assertThat(planned.estimates())
                .isEqualTo(Map.of("per_city", new Estimate(7, 1, 30, 70), "other", new Estimate(7, 1, 900, 3_600)));
        assertThat(planned.plan().views().get(0).difference())
                .contains("- SELECT city, SUM(amount) AS total", "+ SELECT city, MAX(amount) AS total")
                .contains("(its columns change: a client's prepared SELECT * fails once; while other objects");
        assertThat(catalog.revisions).hasSize(1);
    }

    @Test
    void thePlanTellsWhomAnExchangeOfColumnsConcerns() {
        apply(SOURCES, PER_CITY);

        assertThat(difference(PER_CITY.replace("SUM(amount)", "SUM(amount + 1)")))
                .doesNotContain("columns change");
        assertThat(difference(PER_CITY.replace("AS total", "AS total, COUNT(*) AS n")))
                .endsWith("(its columns change: a client's prepared SELECT * fails once)");
        assertThat(difference(PER_CITY.replace("AS total", "AS sum"))).contains("the exchange waits)");
    }

    private String difference(String view) {
        return apply.plan(SHOP, List.of(new SourceFile("a.sql", SOURCES + view)))
                .plan()
                .views()
                .get(0)
                .difference();
    }

    @Test
    void aViewOverAChangedOneIsReplacedWithIt() {
        String below = "CREATE VIEW big AS SELECT * FROM sale WHERE amount > 1;\n";
        String above = "CREATE MATERIALIZED VIEW n AS SELECT COUNT(*) AS n FROM big;\n";
        apply(SOURCES, below + above + PER_CITY);

        assertThat(apply(SOURCES, below.replace("> 1", "> 2") + above + PER_CITY)
                        .replaced())
                .containsExactly("n");
    }

    @Test
    void ofTwoWhoApplyOneIsToldButNotOfHousekeeping() {
        apply(SOURCES, PER_CITY);
        catalog.first = before -> NextRevision.tidied(before, Set.of(), Set.of(), List.of());
        assertThat(apply(SOURCES, PER_CITY + LARGE).revision()).isEqualTo(3);

        catalog.first = before -> new Revision(
                before.number() + 1,
                before.number(),
                before.pipeline(),
                List.of(new SourceFile("other.sql", SOURCES)),
                before.sources(),
                List.of());
        assertThatThrownBy(() -> apply(SOURCES, LARGE))
                .isInstanceOfSatisfying(
                        WeirpoolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CATALOG_CONFLICT));
    }

    @Test
    void whatIsGoneIsDroppedAndItsNumbersAreNotUsedAgain() {
        apply(SOURCES, PER_CITY + LARGE);
        Applied applied = apply(SOURCES.lines().toList().get(0), LARGE);

        assertThat(applied.dropped()).containsExactly("city", "per_city");
        assertThat(versions(catalog.newest(SHOP).versions())).containsExactly("large.v1 in flow 1");
        assertThat(versions(catalog.newest(SHOP).viewsOf(1)))
                .as("a flow keeps its shape")
                .containsExactly("large.v1 in flow 1", "per_city.v1 in flow 1");

        apply(SOURCES, PER_CITY + LARGE);
        assertThat(versions(catalog.newest(SHOP).views()))
                .containsExactly("large.v1 in flow 1", "per_city.v2 in flow 2");
    }

    @Test
    void aSourceThatWouldMeanSomethingElseIsRefused() {
        apply(SOURCES, PER_CITY);

        assertRefused(
                () -> apply(SOURCES.replace("amount INTEGER", "amount BOOLEAN")),
                "source sale is declared differently:",
                "- amount INTEGER",
                "+ amount BOOLEAN");
    }

    @Test
    void aWiderSourceIsTakenAndOnlyViewsOfWhatBecameWiderAreBuiltAnew() {
        String other = "CREATE MATERIALIZED VIEW names AS SELECT name FROM city;\n";
        apply(SOURCES, PER_CITY + other);

        Applied applied = apply(
                SOURCES.replace("amount INTEGER", "amount BIGINT, note VARCHAR")
                        .replace("id BIGINT NOT NULL", "id BIGINT"),
                PER_CITY + other);

        assertThat(applied.replaced()).containsExactly("per_city");
        assertThat(catalog.newest(SHOP).source("sale").orElseThrow().columns().size())
                .isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "'amount INTEGER', 'amount SMALLINT'",
        "'amount INTEGER', 'amount DOUBLE PRECISION'",
        "'amount INTEGER', 'amount INTEGER, note VARCHAR NOT NULL'",
        "'amount INTEGER', 'note VARCHAR, amount INTEGER'",
        "'city VARCHAR', 'city VARCHAR(7)'",
        "', amount INTEGER', ''",
        "'name VARCHAR NOT NULL', 'name VARCHAR(9) NOT NULL'",
        "'partitions = 2', 'partitions = 3'"
    })
    void aSourceThatWouldHoldLessIsRefused(String before, String now) {
        apply(SOURCES, PER_CITY);

        assertRefused(() -> apply(SOURCES.replace(before, now)), "is declared differently");
    }

    @Test
    void whatIsRefusedIsToldInWordsOfTheDeclaration() {
        String stream = "CREATE STREAM hit (at TIMESTAMP, WATERMARK FOR at AS at - INTERVAL '5' SECOND);";
        String table = "CREATE TABLE a (id INTEGER NOT NULL, kind VARCHAR NOT NULL, PRIMARY KEY (id));";
        apply(stream, table);

        assertRefused(
                () -> apply(stream.replace("'5'", "'9'"), table),
                "- WATERMARK FOR at AS at - INTERVAL '00:00:05'",
                "+ WATERMARK FOR at AS at - INTERVAL '00:00:09'");
        assertRefused(
                () -> apply(stream, table.replace("KEY (id)", "KEY (id, kind)")),
                "- PRIMARY KEY (id)",
                "+ PRIMARY KEY (id, kind)");
    }

    private static List<String> versions(List<View> views) {
        return views.stream()
                .map(v -> v.name() + ".v" + v.version() + " in flow " + v.flow())
                .toList();
    }

    @Test
    void anotherPipelineIsRefused() {
        apply(SOURCES);

        assertRefused(
                () -> apply.apply(new Name("other"), List.of(new SourceFile("a.sql", SOURCES)), BuildOptions.STANDARD),
                "pipeline other");
    }

    @Test
    void mistakesLeaveNothingBehind() {
        assertThatThrownBy(() -> apply(SOURCES, "CREATE MATERIALIZED VIEW v AS SELECT nothing FROM sale;"))
                .isInstanceOf(DefinitionException.class);
        assertThat(catalog.logs).isEmpty();
        assertThat(catalog.revisions).isEmpty();
    }

    private static void assertRefused(Runnable call, String... parts) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(WeirpoolException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.DEFINITIONS_CHANGED);
            assertThat(e.getMessage()).contains(parts);
        });
    }
}
