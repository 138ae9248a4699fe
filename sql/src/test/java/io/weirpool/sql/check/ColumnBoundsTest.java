package io.weirpool.sql.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.Source;
import io.weirpool.sql.PipelineCompiler;
import io.weirpool.sql.check.ColumnBounds.Bound;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ColumnBoundsTest {
    private static ColumnBounds of(String type, String condition) {
        Source source = PipelineCompiler.compile(List.of(new SourceFile(
                        "s.sql",
                        "CREATE STREAM s (b INTEGER, a " + type + ", CHECK (" + condition + "));"
                                + "CREATE MATERIALIZED VIEW v AS SELECT a FROM s;")))
                .sources()
                .get(0);
        return ColumnBounds.of(source).get(1);
    }

    private static Optional<Bound> bound(String number, boolean inclusive) {
        return Optional.of(new Bound(new BigDecimal(number), inclusive));
    }

    @Test
    void theNarrowestBoundStands() {
        ColumnBounds bounds = of("INTEGER", "a > 0 AND a >= 5 AND 5 < a AND a <= 100 AND a < 200");
        assertThat(bounds.least()).isEqualTo(bound("5", false));
        assertThat(bounds.most()).isEqualTo(bound("100", true));
    }

    @Test
    void aNumberThatIsWidenedToBeComparedIsStillTheColumn() {
        assertThat(of("INTEGER", "a > 1.5").least()).isEqualTo(bound("1.5", false));
    }

    @Test
    void equalitiesOfOneColumnAreItsValues() {
        assertThat(of("VARCHAR", "a IN ('x', 'y', 'z', 'w', 'v')").allowed())
                .isEqualTo(Set.of("x", "y", "z", "w", "v"));
        assertThat(of("VARCHAR", "a = 'x' OR a = 'y'").allowed()).isEqualTo(Set.of("x", "y"));
        assertThat(of("INTEGER", "a IN (1, 2, 3) AND a IN (2, 3, 4)").allowed())
                .isEqualTo(Set.of(new BigDecimal("2"), new BigDecimal("3")));
    }

    @Test
    void whatSaysMoreThanOneColumnBoundsNone() {
        for (String condition :
                List.of("a > b", "a = 1 OR b = 1", "a > 0 OR b > 0", "NOT (a > 5)  OR b = 1", "a + 1 > 5", "a <> 5")) {
            ColumnBounds bounds = of("INTEGER", condition);
            assertThat(bounds.least()).as(condition).isEmpty();
            assertThat(bounds.most()).as(condition).isEmpty();
            assertThat(bounds.allowed()).as(condition).isEmpty();
        }
    }
}
