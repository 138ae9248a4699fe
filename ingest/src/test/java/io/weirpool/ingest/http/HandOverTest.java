package io.weirpool.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class HandOverTest {
    private final Deque<Runnable> server = new ArrayDeque<>();
    private final List<Integer> done = new ArrayList<>();
    private final HandOver handOver = new HandOver(server::add);

    private Runnable task(int number) {
        return () -> done.add(number);
    }

    @Test
    void whatComesTogetherTakesOneThreadAndKeepsItsOrder() {
        handOver.execute(task(1));
        handOver.execute(task(2));
        assertThat(server).hasSize(1);
        server.remove().run();
        assertThat(done).containsExactly(1, 2);
    }

    @Test
    void whatComesAfterwardsTakesAnother() {
        handOver.execute(task(1));
        server.remove().run();
        handOver.execute(task(2));
        server.remove().run();
        assertThat(done).containsExactly(1, 2);
    }

    @Test
    void whatComesMeanwhileIsDoneByTheSame() {
        handOver.execute(() -> handOver.execute(task(2)));
        server.remove().run();
        assertThat(server).isEmpty();
        assertThat(done).containsExactly(2);
    }

    @Test
    void partsThatArePutOffAreDoneSeveralAtATime() {
        for (int i = 1; i <= 10; i++) {
            int number = i;
            handOver.execute(() -> {
                done.add(number);
                HandOver.soon(task(100 + number));
            });
        }
        server.remove().run();
        assertThat(done)
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 101, 102, 103, 104, 105, 106, 107, 108, 9, 10, 109, 110);
    }

    @Test
    void onAnotherThreadNothingIsPutOff() {
        HandOver.soon(task(1));
        assertThat(done).containsExactly(1);
    }

    @Test
    void aRefusalDoesNotStopTheNext() {
        boolean[] refuses = {true};
        HandOver fragile = new HandOver(task -> {
            if (refuses[0]) {
                throw new RejectedExecutionException();
            }
            server.add(task);
        });
        assertThatThrownBy(() -> fragile.execute(task(1))).isInstanceOf(RejectedExecutionException.class);
        refuses[0] = false;
        fragile.execute(task(2));
        server.remove().run();
        assertThat(done).contains(2);
    }

    @Test
    void nothingIsLostBetweenThreads() throws InterruptedException {
        int tasks = 20_000;
        ConcurrentLinkedQueue<Integer> ran = new ConcurrentLinkedQueue<>();
        CountDownLatch all = new CountDownLatch(2 * tasks);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            HandOver shared = new HandOver(threads);
            for (int thread = 0; thread < 2; thread++) {
                threads.execute(() -> {
                    for (int i = 0; i < tasks; i++) {
                        int number = i;
                        shared.execute(() -> {
                            ran.add(number);
                            all.countDown();
                        });
                    }
                });
            }
            all.await();
            assertThat(ran).hasSize(2 * tasks);
        } finally {
            threads.shutdownNow();
        }
    }
}
