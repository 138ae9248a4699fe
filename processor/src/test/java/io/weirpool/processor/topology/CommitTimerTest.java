package io.weirpool.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.junit.jupiter.api.Test;

class CommitTimerTest {
    private final CommitPace pace = new CommitPace(Duration.ofMillis(100), () -> false);
    private final List<String> asked = new ArrayList<>();
    private final List<Punctuator> timers = new ArrayList<>();
    private final CommitTimer timer = new CommitTimer(context(), pace);
    private long now = 1_000_000;

    @Test
    void aRecordAfterAPauseIsCommittedAtOnce() {
        timer.taken();

        assertThat(asked).containsExactly("commit");
    }

    @Test
    void recordsAfterTheEndOfALongCommitAreTakenTogether() {
        timer.taken();
        timer.committed(); // begins
        now += 700;
        pace.committed(now); // has ended
        timer.taken();
        timer.taken();
        assertThat(asked).containsExactly("commit", "in 100");

        now += 100;
        timers.get(0).punctuate(now);
        assertThat(asked).containsExactly("commit", "in 100", "commit");
    }

    @Test
    void aTimerThatIsDueSoonAfterAnotherCommitWaitsForTheRest() {
        pace.committed(now);
        now += 20;
        timer.taken();
        timer.committed();
        pace.committed(now + 30);
        now += 80;
        timer.taken();
        timers.get(0).punctuate(now);

        assertThat(asked).containsExactly("in 80", "in 50");
    }

    private ProcessorContext<?, ?> context() {
        return (ProcessorContext<?, ?>) Proxy.newProxyInstance(
                ProcessorContext.class.getClassLoader(),
                new Class<?>[] {ProcessorContext.class},
                (proxy, method, a) -> {
                    switch (method.getName()) {
                        case "currentSystemTimeMs":
                            return now;
                        case "schedule":
                            asked.add("in " + ((Duration) a[0]).toMillis());
                            timers.add((Punctuator) a[2]);
                            return (Cancellable) () -> {};
                        case "commit":
                            asked.add("commit");
                            return null;
                        default:
                            throw new UnsupportedOperationException(method.getName());
                    }
                });
    }
}
