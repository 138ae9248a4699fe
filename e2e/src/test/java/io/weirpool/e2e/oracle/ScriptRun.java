package io.weirpool.e2e.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.codec.JsonRows;
import io.weirpool.common.kafka.KeyPartition;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.e2e.oracle.Postgres.Comparison;
import io.weirpool.e2e.oracle.Script.Step;
import io.weirpool.e2e.simulation.Pipelines;
import io.weirpool.e2e.simulation.SimulatedFlow;
import io.weirpool.processor.task.FlowPlan;
import io.weirpool.processor.task.ViewProgram;
import io.weirpool.sql.parse.DefinitionException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A script through simulated tasks, and in PostgreSQL. */
final class ScriptRun {
    private static final String SCHEMA = "script";
    private static final int PARTITIONS = 3;
    private static final String BEGINNING = "nothing";

    private final Script script;
    private final Connection connection;
    private final Postgres postgres;
    private final Random random;
    private final List<String> failures = new ArrayList<>();
    /** Names of views over the same sources that run what {@code verify} has PostgreSQL run, by view. */
    private final Map<String, String> restated = new LinkedHashMap<>();

    ScriptRun(Script script, Connection connection, long seed) throws SQLException {
        this.script = script;
        this.connection = connection;
        this.postgres = new Postgres(connection, SCHEMA);
        this.random = new Random(seed);
    }

    /** What went wrong; empty when every view was right after every step. */
    List<String> failures() throws SQLException {
        postgres.define(script);
        try {
            restated.putAll(postgres.restate(script));
            FlowPlan plan = Pipelines.flow(script.definitions(), PARTITIONS);
            SimulatedFlow flow = new SimulatedFlow(plan, random);
            for (ViewProgram program : plan.programs()) {
                failures.addAll(postgres.differentTypes(program.view()));
            }
            flow.settle(); // constants pass some stages
            compare(flow, plan, BEGINNING);
            for (Step step : script.steps()) {
                if (failures.isEmpty()) {
                    run(flow, plan, step);
                    compare(flow, plan, step.sql());
                }
            }
        } catch (DefinitionException e) {
            e.errors().forEach(error -> failures.add("refused: " + error));
        }
        return failures;
    }

    private void run(SimulatedFlow flow, FlowPlan plan, Step step) throws SQLException {
        String log = "p." + step.source();
        Source source = plan.sources().get(log);
        if (source == null) {
            throw new IllegalArgumentException("no view reads " + step.source());
        }
        try (Statement statement = connection.createStatement();
                ResultSet changed = statement.executeQuery(step.sql() + " RETURNING to_jsonb(old), to_jsonb(new)")) {
            while (changed.next()) {
                byte[] before = asReceived(source, changed.getString(1));
                byte[] after = asReceived(source, changed.getString(2));
                if (source.isTable()) {
                    change(flow, log, source, before, after);
                } else if (before == null) {
                    flow.append(log, random.nextInt(source.partitions()), null, after);
                } else {
                    throw new IllegalArgumentException("a stream only grows: " + step.sql());
                }
                flow.run(random.nextInt(2));
            }
        }
        flow.settle();
    }

    /** A row whose key changes is deleted under the old one first. */
    private static void change(
            SimulatedFlow flow, String log, Source source, byte @Nullable [] before, byte @Nullable [] after) {
        JsonRows rows = JsonRows.of(source.columns());
        byte[] oldKey = before == null ? null : rows.writeKey(read(rows, before), source.key());
        byte[] newKey = after == null ? null : rows.writeKey(read(rows, after), source.key());
        if (oldKey != null && !Arrays.equals(oldKey, newKey)) {
            flow.append(log, KeyPartition.of(oldKey, source.partitions()), oldKey, null);
        }
        if (newKey != null) {
            flow.append(log, KeyPartition.of(newKey, source.partitions()), newKey, after);
        }
    }

    private static @Nullable Object[] read(JsonRows rows, byte[] json) {
        JsonRows.Parsed parsed = rows.read(json);
        @Nullable Object[] row = parsed.row();
        if (row == null) {
            throw new IllegalArgumentException(parsed.errors().toString());
        }
        return row;
    }

    /** PostgreSQL's JSON of a row in the form of ours: bytes are base64. */
    private static byte @Nullable [] asReceived(Source source, @Nullable String json) {
        if (json == null) {
            return null;
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>(Json.map(json));
        for (int i = 0; i < source.columns().size(); i++) {
            SqlType type = source.columns().type(i);
            String name = source.columns().columns().get(i).name().value();
            if (type.kind() == TypeKind.VARBINARY && row.get(name) instanceof String hex) {
                row.put(name, Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex.substring(2))));
            }
        }
        return Json.text(row).getBytes(UTF_8);
    }

    private void compare(SimulatedFlow flow, FlowPlan plan, String after) throws SQLException {
        for (ViewProgram program : plan.programs()) {
            String view = program.view().name().value();
            SimulatedFlow.ViewContents contents = flow.contents(program.view(), program.topic());
            Comparison comparison = postgres.compare(view, contents.rows());
            if (comparison instanceof Comparison.Different different) {
                failures.add("%s after %s: %s%nhere: %s".formatted(view, after, different.rows(), contents.rows()));
            } else if (comparison instanceof Comparison.Equal
                    && !contents.errors().isEmpty()
                    && !mayFail(view)) {
                failures.add("%s after %s: %s".formatted(view, after, contents.errors()));
            }
            if (restated.containsKey(view)
                    && !mayFail(view)
                    && postgres.compareTable(view, restated.get(view)) instanceof Comparison.Different different) {
                failures.add("%s restated, after %s: %s".formatted(view, after, different.rows()));
            }
            if (!after.equals(BEGINNING) && !flow.hasReachedEnds(program.view(), program.topic())) {
                failures.add("%s after %s: its markers are behind the ends of the logs".formatted(view, after));
            }
        }
    }

    private boolean mayFail(String view) {
        return script.views().stream().anyMatch(defined -> defined.name().equals(view) && defined.fails());
    }
}
