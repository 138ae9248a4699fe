package io.weirpool.e2e.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weirpool.e2e.oracle.Postgres.Comparison;
import io.weirpool.e2e.simulation.SimulatedFlow;
import io.weirpool.processor.task.ViewProgram;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A suite through simulated tasks, and in PostgreSQL. */
final class SuiteRun {
    private static final String SCHEMA = "suite";

    private final Suite suite;
    private final Postgres postgres;
    private final Random random;
    private final SimulatedFlow flow;
    private final List<String> failures = new ArrayList<>();
    private final Map<String, ViewCounts> counts = new LinkedHashMap<>();

    /**
     * What a view went through.
     *
     * @param rows in the end
     * @param changed rows that took the place of another
     * @param takenBack rows that went
     */
    record ViewCounts(int rows, long changed, long takenBack) {
        /** Not only added to. */
        boolean isUpdated() {
            return changed + takenBack > 0;
        }
    }

    SuiteRun(Suite suite, Connection connection, long seed) throws SQLException {
        this.suite = suite;
        this.postgres = new Postgres(connection, SCHEMA);
        this.random = new Random(seed);
        this.flow = new SimulatedFlow(suite.plan(), random);
    }

    void run() throws SQLException {
        postgres.define(suite.script());
        for (ViewProgram program : suite.plan().programs()) {
            failures.addAll(postgres.differentTypes(program.view()));
        }
        Rows rows = new Rows();
        for (int i = 1; i <= suite.commands().size(); i++) {
            Command command = suite.commands().get(i - 1);
            flow.append("p." + command.source(), command.partition(), utf8(command.key()), utf8(command.row()));
            rows.apply(command);
            flow.run(random.nextInt(2));
            if (suite.points().contains(i)) {
                flow.settle();
                compare(rows, i);
            }
        }
    }

    private static byte @Nullable [] utf8(@Nullable Object value) {
        return value == null ? null : (value instanceof String text ? text : Json.text(value)).getBytes(UTF_8);
    }

    private void compare(Rows rows, int point) throws SQLException {
        for (String source : suite.script().sources()) {
            postgres.load(source, rows);
        }
        for (ViewProgram program : suite.plan().programs()) {
            String view = program.view().name().value();
            SimulatedFlow.ViewContents contents = flow.contents(program.view(), program.topic());
            Comparison comparison = postgres.compare(view, contents.rows());
            if (!(comparison instanceof Comparison.Equal)) {
                failures.add("%s after %d commands: %s".formatted(view, point, comparison));
            }
            if (!contents.errors().isEmpty()) {
                failures.add("%s after %d commands: %s".formatted(view, point, contents.errors()));
            }
            if (!flow.hasReachedEnds(program.view(), program.topic())) {
                failures.add("%s after %d commands: behind the ends of the logs".formatted(view, point));
            }
            SimulatedFlow.Rewritten rewritten = flow.rewritten(program.view(), program.topic());
            counts.put(view, new ViewCounts(contents.rows().size(), rewritten.changed(), rewritten.takenBack()));
        }
    }

    /** What went wrong; empty when every view was right at every point. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** By view. */
    Map<String, ViewCounts> counts() {
        return Map.copyOf(counts);
    }

    /** A line for each view. */
    String table() {
        return counts.entrySet().stream()
                .map(e -> "%-24s %7d rows in the end, %7d changed, %7d taken back"
                        .formatted(
                                e.getKey(),
                                e.getValue().rows(),
                                e.getValue().changed(),
                                e.getValue().takenBack()))
                .collect(Collectors.joining("\n"));
    }
}
