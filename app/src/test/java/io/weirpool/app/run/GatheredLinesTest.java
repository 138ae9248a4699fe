package io.weirpool.app.run;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class GatheredLinesTest {
    private final Writes written = new Writes();

    /** What was passed on, write by write. */
    private static final class Writes extends ByteArrayOutputStream {
        private final List<Integer> lengths = new ArrayList<>();

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            super.write(bytes, from, length);
            lengths.add(length);
        }

        synchronized int times() {
            return lengths.size();
        }
    }

    @Test
    void linesOfAMomentAreOneWrite() throws IOException {
        GatheredLines lines = new GatheredLines(written);
        lines.write("one\n".getBytes(US_ASCII));
        lines.write("two\n".getBytes(US_ASCII));
        assertThat(written.times()).isZero();
        lines.flush();
        assertThat(written.toString(US_ASCII)).isEqualTo("one\ntwo\n");
        assertThat(written.times()).isEqualTo(1);
    }

    @Test
    void linesArePassedOnByThemselves() throws IOException {
        GatheredLines lines = GatheredLines.to(written);
        lines.write("one\n".getBytes(US_ASCII));
        Awaitility.await()
                .untilAsserted(() -> assertThat(written.toString(US_ASCII)).isEqualTo("one\n"));
        lines.write("two\n".getBytes(US_ASCII));
        Awaitility.await()
                .untilAsserted(() -> assertThat(written.toString(US_ASCII)).isEqualTo("one\ntwo\n"));
    }

    @Test
    void whoWritesMoreThanIsHeldPassesItOn() throws IOException {
        GatheredLines lines = new GatheredLines(written);
        byte[] half = "x".repeat(GatheredLines.BYTES_MAX / 2).getBytes(US_ASCII);
        lines.write(half);
        lines.write(half);
        lines.write('y');
        assertThat(written.size()).isEqualTo(2 * half.length);
    }

    @Test
    void aLineLongerThanIsHeldKeepsItsPlace() throws IOException {
        GatheredLines lines = new GatheredLines(written);
        String longer = "x".repeat(GatheredLines.BYTES_MAX + 1);
        lines.write("one\n".getBytes(US_ASCII));
        lines.write(longer.getBytes(US_ASCII));
        lines.write("two\n".getBytes(US_ASCII));
        lines.flush();
        assertThat(written.toString(US_ASCII)).isEqualTo("one\n" + longer + "two\n");
    }

    @Test
    void linesOfManyThreadsAreWholeAndInOrder() throws Exception {
        GatheredLines lines = GatheredLines.to(written);
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < 3; thread++) {
            String name = "t" + thread;
            threads.add(new Thread(() -> {
                for (int i = 0; i < 5_000; i++) {
                    write(lines, String.format(Locale.ROOT, "%s %05d%n", name, i));
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        lines.flush();
        List<String> all = written.toString(US_ASCII).lines().toList();
        for (int thread = 0; thread < 3; thread++) {
            String name = "t" + thread;
            assertThat(all.stream().filter(line -> line.startsWith(name)).toList())
                    .hasSize(5_000)
                    .isSorted();
        }
        assertThat(all).hasSize(15_000);
    }

    private static void write(GatheredLines lines, String line) {
        try {
            lines.write(line.getBytes(US_ASCII));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
