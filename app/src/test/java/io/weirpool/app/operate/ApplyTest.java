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
import org.junit.jupiter.api.Test;

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

        @Override
        public Revision newest(Name pipeline) {
            return revisions.isEmpty() ? Revision.empty(pipeline) : revisions.get(revisions.size() - 1);
        }

        @Override
        public void createLogs(Name pipeline, List<Source> sources) {
            sources.forEach(source -> logs.add(pipeline + "." + source.name()));
        }

        @Override
        public void append(Revision revision) {
            revisions.add(revision);
        }
    }

    private Applied apply(String... texts) {
        List<SourceFile> files = new ArrayList<>();
        for (String text : texts) {
            files.add(new SourceFile("f" + files.size() + ".sql", text));
        }
        return apply.apply(SHOP, files);
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
    void aChangedViewIsRefusedWithTheDifference() {
        apply(SOURCES, PER_CITY);

        assertRefused(
                () -> apply(SOURCES, PER_CITY.replace("SUM(amount)", "MAX(amount)")),
                "view per_city is defined differently:",
                "- SELECT city, SUM(amount) AS total",
                "+ SELECT city, MAX(amount) AS total");
    }

    @Test
    void aChangedPlainViewBelowIsRefused() {
        String below = "CREATE VIEW big AS SELECT * FROM sale WHERE amount > 1;\n";
        String above = "CREATE MATERIALIZED VIEW n AS SELECT COUNT(*) AS n FROM big;\n";
        apply(SOURCES, below + above);

        assertRefused(() -> apply(SOURCES, below.replace("> 1", "> 2") + above), "view n is defined differently:");
    }

    @Test
    void aChangedOrMissingSourceIsRefused() {
        apply(SOURCES, PER_CITY);

        assertRefused(
                () -> apply(SOURCES.replace("amount INTEGER", "amount BIGINT"), PER_CITY),
                "source sale is declared differently:",
                "- amount INTEGER",
                "+ amount BIGINT");
        assertRefused(() -> apply(SOURCES.lines().toList().get(0), PER_CITY), "source city is gone");
        assertRefused(() -> apply(SOURCES), "view per_city is gone");
    }

    @Test
    void anotherPipelineIsRefused() {
        apply(SOURCES);

        assertRefused(
                () -> apply.apply(new Name("other"), List.of(new SourceFile("a.sql", SOURCES))), "pipeline other");
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
