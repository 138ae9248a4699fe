package io.weirpool.bench.many;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.bench.process.Servers.Used;
import io.weirpool.bench.report.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final Used TEN_SECONDS = new Used(10_000_000_000L, 4, 2, 1, 0.5, 10);

    private static Figures figures(int views, int applies, double idleCpu) {
        return new Figures(
                views, applies, 1_000_000, TEN_SECONDS, new Used(10_000_000_000L, idleCpu, 0, 0, 0, idleCpu), 1 << 20);
    }

    @Test
    void costsAreOfAnEventOfAnEventAndViewAndOfACore() {
        String table = new Table(Figures.COLUMNS, List.of(figures(20, 1, 1.4).cells()))
                .json()
                .replaceAll("\\s", "");

        assertThat(table)
                .contains("\"events/s\":\"100,000\"", "\"us/event\":\"4.0\"", "\"us/event/view\":\"0.2\"")
                .contains("\"othersCPUs\":\"2.5\"", "\"idle%\":\"14.0\"", "\"PSSMiB\":\"1\"");
    }

    @Test
    void onlyTwentyIdleViewsOfOneApplyAreJudged() {
        assertThat(figures(20, 1, 1.4).cells()).contains("idle below 15 %: yes");
        assertThat(figures(20, 1, 1.6).cells()).contains("idle below 15 %: NO");
        assertThat(figures(20, 20, 1.6).cells()).last().isEqualTo("");
        assertThat(figures(50, 1, 1.6).cells()).last().isEqualTo("");
    }
}
