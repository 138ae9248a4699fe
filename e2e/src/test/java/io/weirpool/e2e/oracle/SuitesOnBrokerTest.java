package io.weirpool.e2e.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.e2e.DevProcess;
import io.weirpool.e2e.Producer;
import io.weirpool.e2e.oracle.Postgres.Comparison;
import io.weirpool.processor.task.ViewProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nexmark and TPC-H on a real broker: commands over HTTP, answers from PostgreSQL's tables. Takes a minute or two; run it
 * with {@code -Psuites}.
 */
@Tag("suites")
class SuitesOnBrokerTest {
    @TempDir
    Path directory;

    @Test
    void nexmarkOverStreams() throws Exception {
        check(NexmarkTest.suite(Files.readString(NexmarkTest.EXAMPLE.resolve("sources.sql")), 1));
    }

    @Test
    void tpch() throws Exception {
        check(TpchTest.suite(3));
    }

    /** In the middle of the history and at its end. */
    private void check(Suite suite) throws Exception {
        Path definitions = Files.createDirectories(directory.resolve("definitions"));
        for (SourceFile file : suite.script().definitions()) {
            Files.writeString(definitions.resolve(file.path()), file.text());
        }
        try (DevProcess dev = DevProcess.start(definitions, directory.resolve("data"));
                Connection product = dev.connect();
                Connection mirror = dev.connect()) {
            Postgres postgres = new Postgres(mirror, "mirror");
            postgres.define(suite.script());
            Producer producer = new Producer(dev.url());
            Rows rows = new Rows();
            int middle = suite.commands().size() / 2;
            for (List<Command> part : List.of(
                    suite.commands().subList(0, middle),
                    suite.commands().subList(middle, suite.commands().size()))) {
                part.forEach(rows::apply);
                waitFor(product, send(suite, producer, part));
                for (String source : suite.script().sources()) {
                    postgres.load(source, rows);
                }
                assertThat(differences(suite, postgres)).isEmpty();
            }
        }
    }

    /** Source by source, so that there are few requests; the order of what happens to one row stays. */
    private static List<String> send(Suite suite, Producer producer, List<Command> commands) throws Exception {
        List<Command> bySource = new ArrayList<>(commands);
        bySource.sort(Comparator.comparing(Command::source));
        List<String> receipts = new ArrayList<>();
        for (Batches.Batch batch : Batches.of(suite::key, bySource)) {
            receipts.add(producer.accepted(batch.path(), batch.rows()));
        }
        return receipts;
    }

    private static Map<String, Comparison> differences(Suite suite, Postgres postgres) throws SQLException {
        Map<String, Comparison> different = new LinkedHashMap<>();
        for (ViewProgram program : suite.plan().programs()) {
            String view = program.view().name().value();
            Comparison comparison = postgres.compareTable(view, "public." + view);
            if (!(comparison instanceof Comparison.Equal)) {
                different.put(view, comparison);
            }
        }
        return different;
    }

    private static void waitFor(Connection connection, List<String> receipts) throws SQLException {
        try (PreparedStatement wait = connection.prepareStatement("SELECT weirpool.wait_for(?, interval '240 s')")) {
            for (String receipt : receipts) {
                wait.setString(1, receipt);
                wait.execute();
            }
        }
    }
}
