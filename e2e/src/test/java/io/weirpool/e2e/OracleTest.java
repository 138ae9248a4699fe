package io.weirpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weirpool.app.operate.Server;
import io.weirpool.app.verify.VerifyClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The one property that matters most: a running view equals its query recomputed over all commands. Commands go over
 * HTTP; the query is recomputed by PostgreSQL.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OracleTest {
    private static final Pattern VIEW = Pattern.compile("CREATE MATERIALIZED VIEW (\\w+)");
    private static final Pattern INDEX = Pattern.compile("CREATE INDEX [^;]*;");
    private static final int CHECKPOINTS = 4;
    private static final int BATCHES_EACH = 25;

    /** One of so many views is verified besides: each reads the logs again. */
    private static final int VERIFY_EVERY = Integer.getInteger("verify.every", 4);

    @TempDir
    static Path directory;

    private static DevProcess dev;
    private static Connection product;
    private static String good;
    private static String failing;

    @BeforeAll
    static void start() throws Exception {
        good = resource("views.sql") + resource("types-views.sql");
        failing = resource("failing-views.sql");
        Path definitions = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("1-sources.sql"), sources());
        Files.writeString(definitions.resolve("2-views.sql"), good);
        Files.writeString(definitions.resolve("3-failing.sql"), failing);
        Files.writeString(definitions.resolve("4-quiet.sql"), QuietViews.definitions());
        dev = DevProcess.start(definitions, directory.resolve("data"));
        product = dev.connect();
    }

    @AfterAll
    static void stop() throws SQLException {
        product.close();
        dev.close();
    }

    /** Rows and groups whose expressions fail are away until they compute again; no other view notices. */
    @Test
    @Order(1)
    void runningViewsEqualTheirQueriesAtEveryCheckpoint() throws Exception {
        long seed = Long.getLong("seed", 20010615L);
        String expected = INDEX.matcher(good).replaceAll("") + resource("failing-oracle.sql");
        Mirror mirror = new Mirror();
        Producer producer = new Producer(dev.url());
        List<Supplier<Batch>> histories = List.of(new History(seed), new TypesHistory(seed));
        try (Connection oracle = dev.connect()) {
            for (int checkpoint = 1; checkpoint <= CHECKPOINTS; checkpoint++) {
                List<String> receipts = new ArrayList<>();
                for (int i = 0; i < BATCHES_EACH; i++) {
                    for (Supplier<Batch> history : histories) {
                        Batch batch = history.get();
                        receipts.add(producer.accepted(batch.path(), batch.rows()));
                        mirror.apply(batch);
                    }
                }
                waitFor(product, receipts);
                mirror.load(oracle, sources(), expected);
                compare("seed " + seed + ", checkpoint " + checkpoint, names(good + failing), oracle);
            }
        }
    }

    /** Nor is a row written again that is what it was. */
    @Test
    @Order(2)
    void anUpdateThatLeavesAViewsRowAsItWasWritesNothing() throws Exception {
        Producer producer = new Producer(dev.url());
        waitFor(product, QuietViews.fill(producer));
        Map<String, List<String>> before = QuietViews.written(product);
        assertThat(before).allSatisfy((view, rows) -> assertThat(rows).as(view).isNotEmpty());
        waitFor(product, QuietViews.update(producer));
        assertThat(QuietViews.written(product)).isEqualTo(before);
        waitFor(product, QuietViews.dearest(producer));
        assertThat(QuietViews.written(product).get("first_three")).isNotEqualTo(before.get("first_three"));
    }

    /** Groups that fail at the end have open errors, of views that can fail after their first aggregate only. */
    @Test
    @Order(2)
    void whatFailsIsToBeSeen() throws SQLException {
        assertThat(Mirror.rows(product, "SELECT DISTINCT split_part(view, '.', 1) FROM weirpool.dead_letters"))
                .isNotEmpty()
                .allMatch(view -> failing.contains(" " + view.substring(1, view.length() - 1) + " "));
        assertThat(Mirror.rows(product, "SELECT DISTINCT view FROM weirpool.open_errors"))
                .isNotEmpty()
                .isSubsetOf(
                        "(f02_division_in_a_group)",
                        "(f04_overflow_in_a_group)",
                        "(f08_having_fails)",
                        "(f11_global_fails)",
                        "(f12_second_level)",
                        "(f13_keys_of_a_failing_group)",
                        "(f14_sizes_of_failing_groups)",
                        "(f15_third_level)",
                        "(f16_beside_failing_keys)");
    }

    @Test
    @Order(3)
    void verifyAgrees() throws Exception {
        SoftAssertions softly = new SoftAssertions();
        List<String> views = names(good);
        for (int i = 0; i < views.size(); i += VERIFY_EVERY) {
            JsonNode verdict = verify(views.get(i), Map.of());
            softly.assertThat(verdict.path("state").asText())
                    .as(verdict.toString())
                    .isEqualTo("equal");
            softly.assertThat(verdict.path("commands").asLong()).isPositive();
            softly.assertThat(verdict.path("settled").asLong())
                    .as("all, as nothing is on its way: %s", verdict)
                    .isEqualTo(verdict.path("rows").asLong());
        }
        softly.assertAll();
    }

    /** PostgreSQL's query has no answer then, also where the reader does not look at what fails. */
    @Test
    @Order(3)
    void verifySaysThatItCannotOfWhatReadsRowsWithoutAValue() throws Exception {
        for (String view : List.of("f13_keys_of_a_failing_group", "f14_sizes_of_failing_groups", "f15_third_level")) {
            JsonNode verdict = verify(view, Map.of());
            assertThat(verdict.path("state").asText()).as(verdict.toString()).isEqualTo("failed");
            assertThat(verdict.path("reason").asText()).contains("division by zero", "weirpool.open_errors");
        }
    }

    @Test
    @Order(4)
    void verifyFindsARowThatWasChangedByHand() throws Exception {
        try (Statement statement = product.createStatement()) {
            statement.execute("UPDATE weirpool_data.v03_per_account__1 SET n = n + 1"
                    + " WHERE account = (SELECT min(account) FROM weirpool_data.v03_per_account__1)");
        }
        JsonNode verdict = verify("v03_per_account", Map.of());
        assertThat(verdict.path("state").asText()).isEqualTo("different");
        assertThat(verdict.path("differences")).hasSize(2);
        assertThat(verdict.path("differences").toString()).contains("not in the table", "not in the query's result");
        samplesHaveWhatWasChangedOrNot();
    }

    /** Half of the keys at a time: sooner or later the changed one is among them, and not among them; others agree. */
    private static void samplesHaveWhatWasChangedOrNot() throws Exception {
        Set<String> states = new TreeSet<>();
        for (int i = 0; i < 60 && states.size() < 2; i++) {
            JsonNode verdict = verify("v03_per_account", Map.of("sample", "50"));
            states.add(verdict.path("state").asText());
            assertThat(verdict.path("sample").asText()).startsWith("50 % by hash of account");
            assertThat(verdict.path("rows").asLong())
                    .isLessThan(verdict.path("rows_all").asLong());
        }
        assertThat(states).containsExactly("different", "equal");
    }

    private static JsonNode verify(String view, Map<String, String> sample) throws Exception {
        return new VerifyClient(new Server(URI.create(dev.url()))).verify(view, sample, running -> {});
    }

    private static String sources() throws IOException {
        return resource("sources.sql") + resource("types-sources.sql");
    }

    private static void compare(String where, List<String> views, Connection oracle) throws SQLException {
        SoftAssertions softly = new SoftAssertions();
        for (String view : views) {
            softly.assertThat(Mirror.rows(product, "SELECT * FROM public." + view))
                    .as("%s, view %s", where, view)
                    .isEqualTo(Mirror.rows(oracle, "SELECT * FROM mirror." + view));
        }
        softly.assertAll();
    }

    private static void waitFor(Connection connection, List<String> receipts) throws SQLException {
        try (PreparedStatement wait = connection.prepareStatement("SELECT weirpool.wait_for(?, interval '180 s')")) {
            for (String receipt : receipts) {
                wait.setString(1, receipt);
                wait.execute();
            }
        }
    }

    private static List<String> names(String views) {
        return VIEW.matcher(views).results().map(found -> found.group(1)).toList();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = OracleTest.class.getResourceAsStream("oracle/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
