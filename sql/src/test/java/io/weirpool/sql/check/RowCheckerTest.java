package io.weirpool.sql.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.codec.FieldError;
import io.weirpool.sql.PipelineCompiler;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowCheckerTest {
    private static final Source SOURCE = PipelineCompiler.compile(List.of(new SourceFile(
                    "s.sql",
                    "CREATE STREAM s (a INTEGER CHECK (a > 0), b INTEGER, CHECK (a / b < 10));"
                            + "CREATE MATERIALIZED VIEW v AS SELECT a FROM s;")))
            .sources()
            .get(0);

    private final RowChecker checker = RowChecker.of(SOURCE);

    @Test
    void aRowThatSatisfiesAllPasses() {
        assertThat(checker.check(new Object[] {5, 1})).isEmpty();
    }

    @Test
    void everyConditionThatIsFalseIsNamed() {
        assertThat(checker.check(new Object[] {-100, -1}))
                .extracting(FieldError::detail)
                .anySatisfy(detail -> assertThat(detail).contains("> 0"))
                .anySatisfy(detail -> assertThat(detail).contains("< 10"));
    }

    @Test
    void nullPasses() {
        assertThat(checker.check(new Object[] {null, null})).isEmpty();
    }

    @Test
    void aConditionWithoutValueDoesNotPass() {
        assertThat(checker.check(new Object[] {1, 0}))
                .extracting(FieldError::detail)
                .singleElement()
                .asString()
                .contains("fails");
    }

    @Test
    void onlyTheColumnsOfTheConditionsAreLookedAt() {
        Source source = PipelineCompiler.compile(List.of(new SourceFile(
                        "s.sql",
                        "CREATE STREAM s (a INTEGER, b INTEGER CHECK (b > 0), c INTEGER, d INTEGER, CHECK (b <> d));"
                                + "CREATE MATERIALIZED VIEW v AS SELECT a FROM s;")))
                .sources()
                .get(0);
        RowChecker some = RowChecker.of(source);
        assertThat(some.columns()).containsExactly(1, 3);
        assertThat(some.check(new Object[] {null, 1, null, 2})).isEmpty();
        assertThat(some.check(new Object[] {null, 1, null, 1})).hasSize(1);
    }
}
