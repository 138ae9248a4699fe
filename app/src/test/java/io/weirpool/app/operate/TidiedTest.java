package io.weirpool.app.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.app.query.VersionTable.Version;
import io.weirpool.common.catalog.CatalogJson;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.View;
import io.weirpool.common.model.Name;
import io.weirpool.sql.PipelineCompiler;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the catalog becomes once the database has changed places. */
class TidiedTest {
    private static final List<SourceFile> FILES = List.of(new SourceFile(
            "a.sql",
            "CREATE STREAM sale (id BIGINT NOT NULL, amount INTEGER);\n"
                    + "CREATE MATERIALIZED VIEW n AS SELECT count(*) AS n FROM sale;\n"
                    + "CREATE MATERIALIZED VIEW large AS SELECT * FROM sale WHERE amount > 100;\n"));

    private static Revision replayed(Revision current, String... views) {
        return NextRevision.replayed(
                current,
                FILES,
                PipelineCompiler.compile(FILES),
                Set.of(views),
                BuildOptions.STANDARD,
                Map.of("shop.sale", List.of(7L, 0L, 0L, 0L)),
                null);
    }

    private static Revision first() {
        return NextRevision.first(new Name("shop"), FILES, PipelineCompiler.compile(FILES));
    }

    private static Version version(String view, int version, String state) {
        return new Version(view, version, state, false, null);
    }

    private static Version expired(String view, int version) {
        return new Version(view, version, "warm", true, null);
    }

    @Test
    void aFlowStandsByOnceTheDatabaseSaysThatAllOfItIsWarm() {
        Revision replayed = replayed(first(), "n", "large");
        assertThat(replayed.standsBy(1)).as("it is live until the other is").isFalse();

        Revision half = Tidied.of(
                        replayed,
                        List.of(
                                version("n", 1, "warm"),
                                version("n", 2, "live"),
                                version("large", 1, "live"),
                                version("large", 2, "building")))
                .orElseThrow();
        assertThat(half.standsBy(1)).isFalse();

        List<Version> swapped = List.of(
                version("n", 1, "warm"),
                version("n", 2, "live"),
                version("large", 1, "warm"),
                version("large", 2, "live"));
        Revision whole = Tidied.of(half, swapped).orElseThrow();
        assertThat(whole.standsBy(1)).isTrue();
        assertThat(whole.standsBy(2)).isFalse();
        assertThat(CatalogJson.read(CatalogJson.write(whole))).isEqualTo(whole);
        assertThat(Tidied.of(whole, swapped)).as("there is nothing more to say").isEmpty();
    }

    @Test
    void aFlowInWhichSomethingIsWantedDoesNot() {
        Revision tidied = Tidied.of(
                        replayed(first(), "n"),
                        List.of(version("n", 1, "warm"), version("n", 2, "live"), version("large", 1, "live")))
                .orElseThrow();

        assertThat(tidied.standsBy(1)).isFalse();
    }

    @Test
    void whatIsWantedAgainDoesNotStandBy() {
        Revision standing = Tidied.of(
                        replayed(first(), "n", "large"),
                        List.of(
                                version("n", 1, "warm"),
                                version("n", 2, "live"),
                                version("large", 1, "warm"),
                                version("large", 2, "live")))
                .orElseThrow();
        List<View> again = standing.history().former();

        Revision back = NextRevision.returned(standing, again, BuildOptions.STANDARD);

        assertThat(back.standsBy(1)).isFalse();
        assertThat(back.standsBy(2)).as("it is live until the other is").isFalse();
    }

    @Test
    void aDatabaseThatSaysOtherwiseIsBelieved() {
        Revision replayed = replayed(first(), "n", "large");
        List<Version> swapped = List.of(
                version("n", 1, "warm"),
                version("n", 2, "live"),
                version("large", 1, "warm"),
                version("large", 2, "live"));
        Revision standing = Tidied.of(replayed, swapped).orElseThrow();

        Revision restored = Tidied.of(
                        standing,
                        List.of(
                                version("n", 1, "live"),
                                version("n", 2, "building"),
                                version("large", 1, "live"),
                                version("large", 2, "building")))
                .orElseThrow();

        assertThat(restored.standsBy(1)).isFalse();
    }

    @Test
    void whatIsKeptForNothingGoes() {
        Revision tidied = Tidied.of(
                        replayed(replayed(first(), "n"), "n"),
                        List.of(
                                expired("n", 1),
                                version("n", 2, "warm"),
                                version("n", 3, "live"),
                                version("large", 1, "live")))
                .orElseThrow();

        assertThat(tidied.versions()).extracting(View::versionedName).containsExactly("n.v3", "large.v1", "n.v2");
        assertThat(tidied.standsBy(2)).isTrue();
        assertThat(Tidied.of(tidied, List.of(version("n", 2, "warm"), version("n", 3, "live"))))
                .isEmpty();
    }
}
