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

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of each role, and of the {@code weirpool apply} that waits, in the middle of a replace, as processes of their
 * own and under a feed: started again, the replace completes, and readers see nothing of it. {@code -Drunbooks=true};
 * {@code -Dchange.rounds} times each, {@code -Dchange.seed} says how far the replace is then.
 */
@EnabledIfSystemProperty(named = "runbooks", matches = "true")
class KillInChangeTest {
    private static final Duration SOON = Duration.ofMinutes(4); // a busy machine; nothing is asserted on it
    private static final int ROUNDS = Integer.getInteger("change.rounds", 1);
    /** Of each view; at the least throttle there is, which is to leave a middle. */
    private static final int HISTORY = 15_000;

    private static final String THROTTLE = "1000";
    /** What the history takes at that. */
    private static final int BUILD_MS_MIN = HISTORY;

    private static final String OPERATOR = "operator";

    @TempDir
    Path directory;

    private final Random random = new Random(Long.getLong("change.seed", 3L));
    private final Map<String, RoleProcess> roles = new HashMap<>();
    private ExternalServers servers;
    private RoleProcess other;
    private ChangeOperator operator;
    private Process apply;
    private int applied;

    @BeforeEach
    void start() throws Exception {
        servers = ExternalServers.start(directory);
        List.of("ingest", "processor", "sink").forEach(this::start);
        other = RoleProcess.start("ingest", servers.config(), directory.resolve("other"));
        operator = new ChangeOperator(running());
        roles.get("ingest").awaitReady();
        other.awaitReady();
        apply(PER_BUCKET);
        assertThat(apply.waitFor()).isZero();
        roles.values().forEach(RoleProcess::awaitReady);
    }

    @AfterEach
    void stop() {
        roles.values().forEach(RoleProcess::close);
        other.close();
        apply.destroyForcibly();
        servers.close();
    }

    /** Asked at the gateway that is never killed. */
    private Running running() {
        return new Running() {
            @Override
            public String url() {
                return other.url();
            }

            @Override
            public Connection connect() throws SQLException {
                return servers.connect();
            }
        };
    }

    /** In the directory it had before, and a gateway where it listened. */
    private void start(String role) {
        RoleProcess before = roles.get(role);
        String[] where = role.equals("ingest") && before != null
                ? new String[] {"--set", "http.port=" + URI.create(before.url()).getPort()}
                : new String[0];
        try {
            roles.put(role, RoleProcess.start(role, servers.config(), directory.resolve(role), where));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A person at the gateway that may be killed, who waits until the views are live. */
    private void apply(String perBucket) throws IOException {
        Path definitions = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("a.sql"), WIDER + perBucket + OVER + JOINED + WINDOWED + UNTOUCHED);
        apply = new ProcessBuilder(ProductProcess.command(
                        "apply",
                        definitions.toString(),
                        "--url",
                        roles.get("ingest").url(),
                        "--throttle",
                        THROTTLE,
                        "--wait",
                        "300",
                        "--keep",
                        "0s"))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("apply-" + applied++).toFile())
                .start();
    }

    @Test
    void killedInTheMiddleAReplaceCompletesAfterTheRestart() throws Exception {
        try (ChangeFeed feed = new ChangeFeed(HISTORY, roles.get("ingest").url(), other.url())) {
            awaitCounted(HISTORY);
            ChangeReaders readers = new ChangeReaders(running());
            for (int round = 0; round < ROUNDS; round++) {
                for (String killed : List.of("sink", "processor", "ingest", OPERATOR)) {
                    replace(killed, feed);
                    assertThat(readers.failures())
                            .as("readers, %s killed", killed)
                            .isEmpty();
                }
            }
            readers.close();
            assertThat(readers.failures()).isEmpty();
            assertThat(readers.reads()).isGreaterThan(100);
            operator.holds(feed, feed.end());
        }
    }

    private void replace(String killed, ChangeFeed feed) throws Exception {
        int next = 1 + newest("per_bucket");
        apply(next % 2 == 0 ? PER_BUCKET_AND_LARGEST : PER_BUCKET);
        String middle = awaitMiddle(next);
        long begin = System.nanoTime();
        if (killed.equals(OPERATOR)) {
            apply.destroyForcibly();
        } else {
            roles.get(killed).kill();
            long fed = feed.events();
            await("the feed goes on").atMost(SOON).until(() -> feed.events() > fed);
            start(killed);
        }
        operator.awaitLive("per_bucket", next);
        System.out.printf("%s killed after %s: live %.1f s later%n", killed, middle, (System.nanoTime() - begin) / 1e9);
        roles.values().forEach(RoleProcess::awaitReady);
        assertThat(apply.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        if (!killed.equals(OPERATOR)) {
            assertThat(Files.readString(directory.resolve("apply-" + (applied - 1))))
                    .contains("live now: ");
        }
    }

    private int newest(String view) throws Exception {
        String number = operator.rows("SELECT max(version) FROM weirpool.version WHERE view = '" + view + "'")
                .get(0);
        return Integer.parseInt(number.substring(1, number.length() - 1));
    }

    private void awaitCounted(int events) {
        await("the history is counted")
                .atMost(SOON)
                .ignoreExceptions()
                .until(() -> operator.rows("SELECT n FROM over_all WHERE n >= " + events)
                                .size()
                        == 1);
    }

    /** A build says how far it is once its batch is committed; so what is waited for is its begin, and then a while. */
    private String awaitMiddle(int version) throws Exception {
        String sql = "SELECT view FROM weirpool.version WHERE state = 'building' AND version = " + version;
        await("the version is being built")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> operator.rows(sql), rows -> !rows.isEmpty());
        int pause = 500 + random.nextInt(BUILD_MS_MIN - 3_000);
        Thread.sleep(pause); // when it is killed is what this is about
        return pause + " ms of its build";
    }
}
