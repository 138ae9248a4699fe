package io.weirpool.common.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogJsonTest {
    @Test
    void revisionComesBack() {
        Revision revision = revision();
        assertThat(CatalogJson.read(CatalogJson.write(revision))).isEqualTo(revision);
    }

    @Test
    void sameRevisionHasTheSameBytes() {
        assertThat(CatalogJson.write(revision()))
                .isEqualTo(CatalogJson.write(CatalogJson.read(CatalogJson.write(revision()))));
    }

    @Test
    void onlyStateIsWritten() {
        String json = new String(CatalogJson.write(revision()), StandardCharsets.UTF_8);
        assertThat(json).startsWith("{\"format\":1,\"revision\":{\"number\":2,\"base\":1,\"pipeline\":\"flights\"");
        assertThat(json).contains("\"by\":\"row-hash\"").doesNotContain("\"table\":true");
    }

    @Test
    void newerFormatIsRefused() {
        String json = new String(CatalogJson.write(revision()), StandardCharsets.UTF_8)
                .replace("\"format\":1", "\"format\":5");
        assertRefused(json, "format 5, this Weirpool reads 1 to 4");
    }

    /** An older Weirpool would apply what is late, so it must not read it. */
    @Test
    void eventTimeHasItsOwnFormat() {
        Revision plain = revision();
        Source timed = plain.sources().get(0).withWatermark(new Watermark(1, 5_000_000, 3_600_000_000L));
        View view = plain.views().get(0);
        View dropping = new View(
                view.name(),
                1,
                1,
                view.sql(),
                view.columns(),
                view.key(),
                view.indexes(),
                4,
                view.inputs(),
                Map.of("late", "drop"));
        Revision revision =
                new Revision(2, 1, plain.pipeline(), plain.files(), List.of(timed), List.of(dropping, view));
        byte[] json = CatalogJson.write(revision);
        assertThat(new String(json, StandardCharsets.UTF_8))
                .startsWith("{\"format\":2,")
                .contains("\"watermark\":{\"column\":1,\"delayMicros\":5000000,\"aheadMicros\":3600000000}")
                .containsOnlyOnce("\"options\":{\"late\":\"drop\"}");
        assertThat(CatalogJson.read(json)).isEqualTo(revision);
    }

    @Test
    void otherBytesAreRefused() {
        assertRefused("", "cannot be read");
        assertRefused("{\"format\":1}", "cannot be read");
        String valid = new String(CatalogJson.write(revision()), StandardCharsets.UTF_8);
        assertRefused(valid.replace("\"number\":2", "\"number\":2,\"mystery\":1"), "mystery");
        assertRefused("not json", "cannot be read");
        assertRefused("{\"format\":1,\"revision\":{\"number\":1,\"base\":0,\"pipeline\":\"A b\"}}", "cannot be read");
    }

    private static void assertRefused(String json, String detail) {
        assertThatThrownBy(() -> CatalogJson.read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(WeirpoolException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.STATE_FORMAT_UNKNOWN);
                    assertThat(e).hasMessageContaining(detail);
                });
    }

    static Revision revision() {
        TypeKind[] kinds = TypeKind.values();
        RowType columns = new RowType(IntStream.range(0, kinds.length)
                .mapToObj(i -> Column.of("Column " + i, SqlType.of(kinds[i]).withNullable(i % 2 == 0)))
                .toList());
        Source stream = new Source(
                new Name("s"),
                Source.Kind.STREAM,
                columns,
                List.of(),
                List.of("c1 > 0"),
                4,
                Map.of("b", "2", "a", "1"));
        Source table = new Source(new Name("t"), Source.Kind.TABLE, columns, List.of(1, 0), List.of(), 4, Map.of());
        List<View.Input> inputs = List.of(new View.Input(new Name("s"), 4, true));
        List<View> views = Arrays.asList(
                new View(
                        new Name("v"),
                        1,
                        1,
                        "SELECT 1",
                        columns,
                        new ViewKey.Columns(List.of(0)),
                        List.of(List.of(1, 2)),
                        4,
                        inputs),
                new View(new Name("w"), 1, 1, "SELECT 2", columns, new ViewKey.RowHash(), List.of(), 4, inputs),
                new View(new Name("x"), 1, 1, "SELECT 3", columns, new ViewKey.LogPosition(), List.of(), 4, inputs));
        return new Revision(
                2,
                1,
                new Name("flights"),
                List.of(new Revision.SourceFile("a/b.sql", "CREATE STREAM s ... 'é'")),
                List.of(stream, table),
                views);
    }
}
