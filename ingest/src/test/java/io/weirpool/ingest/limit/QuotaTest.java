package io.weirpool.ingest.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class QuotaTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // a clock that may begin anywhere
    private final Quota quota = new Quota(2, nanos::get);

    @Test
    void tenSecondsWorthMayComeAtOnce() {
        for (int left = 19; left >= 0; left--) {
            assertThat(quota.take("a").remaining()).isEqualTo(left);
        }
        Quota.State refused = quota.take("a");
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.pause()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void whoWaitedAsLongAsToldMayGoOn() {
        for (int i = 0; i < 20; i++) {
            quota.take("a");
        }
        nanos.addAndGet(quota.take("a").pause().toNanos());
        assertThat(quota.take("a").allowed()).isTrue();
        assertThat(quota.take("a").allowed()).isFalse();
    }

    @Test
    void clientsDoNotShare() {
        for (int i = 0; i < 21; i++) {
            quota.take("a");
        }
        assertThat(quota.take("b").allowed()).isTrue();
    }

    @Test
    void manyClientsDoNotFillTheMemory() {
        for (int i = 0; i < 200_000; i++) {
            assertThat(quota.take("client " + i).allowed()).isTrue();
        }
        assertThat(quota.clients()).isLessThanOrEqualTo(65_536);
    }
}
