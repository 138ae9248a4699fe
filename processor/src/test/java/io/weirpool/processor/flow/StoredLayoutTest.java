package io.weirpool.processor.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.sql.PipelineCompiler;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredLayoutTest {
    private static String of(String views) {
        return StoredLayout.of(PipelineCompiler.compile(List.of(
                        new SourceFile("a.sql", "CREATE STREAM s (a INTEGER NOT NULL, b BIGINT NOT NULL);\n" + views)))
                .views());
    }

    @Test
    void theSamePlansLookTheSameInWhateverOrder() {
        String one = "CREATE MATERIALIZED VIEW v AS SELECT a, SUM(b) AS t FROM s GROUP BY a;\n";
        String other = "CREATE MATERIALIZED VIEW w AS SELECT MAX(a) AS m FROM s;\n";
        assertThat(of(one + other)).isEqualTo(of(other + one)).matches("4/[0-9a-f]{16}");
    }

    @Test
    void otherPlansLookOtherwise() {
        assertThat(of("CREATE MATERIALIZED VIEW v AS SELECT a, SUM(b) AS t FROM s GROUP BY a;"))
                .isNotEqualTo(of("CREATE MATERIALIZED VIEW v AS SELECT a, MAX(b) AS t FROM s GROUP BY a;"));
    }
}
