package io.weirpool.e2e.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.e2e.DevProcess;
import io.weirpool.e2e.Producer;
import io.weirpool.e2e.oracle.Case.ViewSpec;
import io.weirpool.e2e.oracle.Postgres.Comparison;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated queries on a real broker with several partitions: commands over HTTP, answers from PostgreSQL's tables. */
class GeneratedQueriesOnBrokerTest {
    private static final int VIEWS = 60;
    private static final int CASES_MIN = 50;

    @TempDir
    Path directory;

    @Test
    void tablesEqualTheirQueriesAtEveryPoint() throws Exception {
        long seed = Long.getLong("oracle.broker.seed", 10);
        Case all = Cases.untimed(seed, VIEWS);
        Case given = all.withViews(Compiled.of(all).views());
        Path definitions = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("all.sql"), given.definitions());
        int cases = 0;
        try (DevProcess dev = DevProcess.start(definitions, directory.resolve("data"));
                Connection product = dev.connect();
                Connection mirror = dev.connect()) {
            Postgres postgres = new Postgres(mirror, "mirror");
            Map<String, String> foreign = postgres.define(given);
            Producer producer = new Producer(dev.url());
            Rows rows = new Rows();
            int from = 0;
            for (int point : given.points()) {
                List<Command> commands = given.commands().subList(from, point);
                List<String> receipts = new ArrayList<>();
                for (Batches.Batch batch : Batches.of(given, commands)) {
                    receipts.add(producer.accepted(batch.path(), batch.rows()));
                }
                commands.forEach(rows::apply);
                waitFor(product, receipts);
                postgres.load(given, rows);
                cases = compare("-Doracle.broker.seed=" + seed + ", after " + point, given, foreign, postgres);
                from = point;
            }
        }
        assertThat(cases).isGreaterThanOrEqualTo(CASES_MIN);
    }

    private static int compare(String where, Case given, Map<String, String> foreign, Postgres postgres)
            throws SQLException {
        Map<String, String> different = new LinkedHashMap<>();
        int compared = 0;
        for (ViewSpec view : given.views()) {
            if (view.materialized() && !foreign.containsKey(view.name())) {
                compared++;
                Comparison comparison = postgres.compareTable(view.name(), "public." + view.name());
                if (comparison instanceof Comparison.Different rows) {
                    different.put(view.sql(), rows.rows());
                }
            }
        }
        assertThat(different).as(where).isEmpty();
        return compared;
    }

    private static void waitFor(Connection connection, List<String> receipts) throws SQLException {
        try (PreparedStatement wait = connection.prepareStatement("SELECT weirpool.wait_for(?, interval '120 s')")) {
            for (String receipt : receipts) {
                wait.setString(1, receipt);
                wait.execute();
            }
        }
    }
}
