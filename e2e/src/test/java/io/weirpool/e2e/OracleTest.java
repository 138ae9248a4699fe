package io.weirpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The one property that matters most: a running view equals its query recomputed over all commands. Commands go over
 * HTTP; the query is recomputed by PostgreSQL.
 */
class OracleTest {
    private static final Pattern VIEW = Pattern.compile("CREATE MATERIALIZED VIEW (\\w+) AS\\s+(.*?);", Pattern.DOTALL);
    private static final Pattern PLAIN_VIEW = Pattern.compile("CREATE VIEW \\w+ AS\\s+.*?;", Pattern.DOTALL);
    private static final int CHECKPOINTS = 4;
    private static final int BATCHES_EACH = 25;

    @TempDir
    Path directory;

    @Test
    void runningViewsEqualTheirQueriesAtEveryCheckpoint() throws Exception {
        long seed = Long.getLong("seed", 20010615L);
        String sources = resource("sources.sql");
        String views = resource("views.sql");
        Path definitions = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("1-sources.sql"), sources);
        Files.writeString(definitions.resolve("2-views.sql"), views);
        History history = new History(seed);
        Mirror mirror = new Mirror();
        try (DevProcess dev = DevProcess.start(definitions, directory.resolve("data"));
                Connection product = dev.connect();
                Connection oracle = dev.connect()) {
            Producer producer = new Producer(dev.url());
            for (int checkpoint = 1; checkpoint <= CHECKPOINTS; checkpoint++) {
                List<String> receipts = new ArrayList<>();
                for (History.Batch batch : history.batches(BATCHES_EACH)) {
                    receipts.add(producer.accepted(batch.path(), batch.rows()));
                    mirror.apply(batch);
                }
                waitFor(product, receipts);
                mirror.load(oracle, sources, plainViews(views));
                compare("seed " + seed + ", checkpoint " + checkpoint, views, product, oracle);
            }
            assertThat(Mirror.rows(product, "SELECT * FROM weirpool.dead_letters"))
                    .isEmpty();
        }
    }

    private static void compare(String where, String views, Connection product, Connection oracle) throws SQLException {
        SoftAssertions softly = new SoftAssertions();
        for (Map.Entry<String, String> view : queries(views).entrySet()) {
            softly.assertThat(Mirror.rows(product, "SELECT * FROM " + view.getKey()))
                    .as("%s, view %s", where, view.getKey())
                    .isEqualTo(Mirror.rows(oracle, view.getValue()));
        }
        softly.assertAll();
    }

    private static void waitFor(Connection connection, List<String> receipts) throws SQLException {
        try (PreparedStatement wait = connection.prepareStatement("SELECT weirpool.wait_for(?, interval '60 s')")) {
            for (String receipt : receipts) {
                wait.setString(1, receipt);
                wait.execute();
            }
        }
    }

    private static Map<String, String> queries(String views) {
        Map<String, String> queries = new LinkedHashMap<>();
        Matcher matcher = VIEW.matcher(views);
        while (matcher.find()) {
            queries.put(matcher.group(1), matcher.group(2));
        }
        assertThat(queries).hasSizeGreaterThanOrEqualTo(20);
        return queries;
    }

    private static String plainViews(String views) {
        StringBuilder plain = new StringBuilder();
        Matcher matcher = PLAIN_VIEW.matcher(views);
        while (matcher.find()) {
            plain.append(matcher.group()).append('\n');
        }
        return plain.toString();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = OracleTest.class.getResourceAsStream("oracle/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
