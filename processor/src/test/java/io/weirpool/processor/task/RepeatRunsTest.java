package io.weirpool.processor.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.Repeats;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatRunsTest {
    private static final LogPartition PARTITION = new LogPartition("shop.hit", 0);
    private static final String A = "0".repeat(31) + "a";

    private final RepeatRuns runs = new RepeatRuns(PARTITION);

    @Test
    void repeatsOfOneRequestSideBySideAreOneRun() {
        runs.add(3, "00-" + A + "-b7ad6b7169203331-00");
        runs.add(4, "00-" + A + "-b7ad6b7169203331-00");
        runs.add(6, "00-" + A + "-b7ad6b7169203331-00");
        runs.add(7, null);
        assertThat(runs.take())
                .containsExactly(new Repeats(
                        PARTITION,
                        List.of(new Repeats.Run(3, 5, A), new Repeats.Run(6, 7, A), new Repeats.Run(7, 8, ""))));
        assertThat(runs.take()).isEmpty();
    }

    @Test
    void manyRunsAreCutIntoRecords() {
        for (int i = 0; i < 10_000; i++) {
            runs.add(2L * i, null);
        }
        assertThat(runs.take())
                .hasSize(3)
                .allSatisfy(r -> assertThat(r.toJson()).hasSizeLessThan(1 << 20));
    }
}
