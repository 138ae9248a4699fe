package io.weirpool.e2e;

import static io.weirpool.e2e.ChangeViews.JOINED;
import static io.weirpool.e2e.ChangeViews.OVER;
import static io.weirpool.e2e.ChangeViews.PER_BUCKET;
import static io.weirpool.e2e.ChangeViews.PER_BUCKET_AND_LARGEST;
import static io.weirpool.e2e.ChangeViews.UNTOUCHED;
import static io.weirpool.e2e.ChangeViews.WIDER;
import static io.weirpool.e2e.ChangeViews.WINDOWED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changes in a row under a steady feed, and kills in the middle of them, for as long as one likes: {@code
 * -Dchange.soak=true}, with {@code -Dchange.rows} events every {@code -Dchange.every.ms}, {@code -Dchange.count} changes,
 * {@code -Dchange.kills} kills. Prints what each took.
 */
@EnabledIfSystemProperty(named = "change.soak", matches = "true")
class ChangeSoakTest {
    private static final int CHANGES = Integer.getInteger("change.count", 20);
    private static final int KILLS = Integer.getInteger("change.kills", 5);
    private static final long SEED = Long.getLong("change.seed", 1L);

    @TempDir
    private Path directory;

    private DevProcess dev;
    private ChangeOperator operator;
    private ChangeFeed feed;

    @BeforeEach
    void start() throws Exception {
        Path definitions = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("a.sql"), WIDER + PER_BUCKET + OVER + JOINED + WINDOWED + UNTOUCHED);
        restart();
        feed = new ChangeFeed(dev.url());
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() ->
                        operator.rows("SELECT n FROM over_all WHERE n > 100").size() == 1);
    }

    private void restart() throws Exception {
        dev = DevProcess.start(directory.resolve("definitions"), directory.resolve("data"));
        operator = new ChangeOperator(dev);
    }

    @AfterEach
    void stop() {
        feed.close();
        dev.close();
    }

    @Test
    void changesInARowUnderASteadyFeed() throws Exception {
        Freshness untouched = new Freshness(dev, "large");
        ChangeReaders readers = new ChangeReaders(dev);
        for (int i = 0; i < CHANGES; i++) {
            long begin = System.nanoTime();
            String what = change(i);
            System.out.printf("change %d: %s: %.1f s%n", i + 1, what, (System.nanoTime() - begin) / 1e9);
        }
        readers.close();
        System.out.printf(
                "%d events, %d reads, freshness of an untouched view: %s%n",
                feed.events(), readers.reads(), untouched.end());

        assertThat(readers.failures()).isEmpty();
        operator.holds(feed, feed.end());
    }

    private String change(int number) throws Exception {
        switch (number % 6) {
            case 0:
                String definition = number % 12 == 0 ? PER_BUCKET_AND_LARGEST : PER_BUCKET;
                operator.apply(definition, OVER, JOINED, WINDOWED, UNTOUCHED);
                return live("per_bucket", "replace");
            case 1:
                return verb("per_label", "replay?keep=20s");
            case 2:
                return verb("per_label", "rollback");
            case 3:
                return verb("per_second", "replay?keep=20s");
            case 4:
                return verb("per_second", "rollback");
            default:
                return verb("per_bucket", "replay?keep=20s");
        }
    }

    private String verb(String view, String verb) throws Exception {
        JsonNode changed = operator.verb(view, verb);
        for (JsonNode one : changed.get("views")) {
            operator.awaitLive(one.get("name").asText(), one.get("version").asInt());
        }
        return verb + " " + changed.get("views");
    }

    private String live(String view, String what) throws Exception {
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> operator.rows("SELECT view FROM weirpool.version WHERE state = 'building'")
                        .isEmpty());
        return what + " " + view;
    }

    @Test
    void killsInTheMiddleOfReplays() throws Exception {
        Random random = new Random(SEED);
        List<String> receipts = feed.end();
        for (int i = 0; i < KILLS; i++) {
            JsonNode label = operator.verb("per_label", "replay?keep=1s").get("views");
            JsonNode bucket = operator.verb("per_bucket", "replay?keep=1s").get("views");
            int pause = random.nextInt(4_000);
            Thread.sleep(pause); // when it is killed is what this is about
            dev.killAll();
            restart();
            long begin = System.nanoTime();
            for (JsonNode views : List.of(label, bucket)) {
                for (JsonNode one : views) {
                    operator.awaitLive(
                            one.get("name").asText(), one.get("version").asInt());
                }
            }
            System.out.printf(
                    "kill %d after %d ms: live %.1f s after the restart%n",
                    i + 1, pause, (System.nanoTime() - begin) / 1e9);
        }
        operator.holds(feed, receipts);
    }
}
