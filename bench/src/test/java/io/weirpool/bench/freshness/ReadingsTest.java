package io.weirpool.bench.freshness;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.bench.load.Shot;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.sql.PipelineCompiler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingsTest {
    @Test
    void theDefinitionsCompile() {
        assertThat(PipelineCompiler.compile(List.of(new SourceFile("readings.sql", Readings.DEFINITIONS)))
                        .views())
                .hasSize(Fresh.View.values().length);
    }

    @Test
    void aWatchedReadingIsAPostOfItsOwn() {
        List<Long> watched = new ArrayList<>();
        Readings readings = new Readings(10_000, 5, (id, nanos) -> watched.add(id));
        long rows = 0;
        int single = 0;
        for (long number = 0; number < 10_000; number++) {
            Shot shot = readings.shot(number);
            readings.answered(number, shot, 0);
            rows += shot.rows();
            if (shot.rows() == 1) {
                single++;
                assertThat(new String(shot.bytes(), US_ASCII)).contains("\"id\":" + watched.get(single - 1) + ",");
            }
        }

        assertThat(readings.postsPerSecond()).isEqualTo(1_000);
        assertThat(single).isEqualTo(watched.size()).isBetween(400, 600);
        assertThat(new HashSet<>(watched)).hasSameSizeAs(watched);
        assertThat(rows).isEqualTo(10_000L * 10 - 9L * single);
    }
}
