package io.weirpool.e2e.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weirpool.common.catalog.View;
import io.weirpool.processor.task.FlowPlan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A view that leaves out late rows is its query over the rows that a model, which knows nothing but partitions, calls in
 * time; whatever is interleaved, aborted and restarted, and when everything is computed again. What is final is written
 * once, and what is closed leaves no state.
 */
class EventTimeTest {
    private static final int PARTITIONS = 3;
    private static final Duration DELAY = Duration.ofSeconds(10);
    private static final LocalDateTime START = LocalDateTime.of(2026, 1, 31, 23, 55);
    /** The log's clock, which stands still: some minutes after the last row. */
    private static final long APPENDED_MILLIS = micros(START.plusMinutes(30)) / 1_000;

    private static final String TUMBLE = "TABLE(TUMBLE(TABLE hit, DESCRIPTOR(at), INTERVAL '30' SECOND))";
    private static final String COUNTS =
            "(SELECT window_end, k, count(*) AS n FROM " + TUMBLE + " GROUP BY k, window_start, window_end)";
    private static final String SESSION =
            "TABLE(SESSION(TABLE hit, DESCRIPTOR(at), DESCRIPTOR(k), INTERVAL '6' SECOND))";

    private static final BiPredicate<JsonNode, LocalDateTime> BY_END =
            (row, mark) -> !time(row, "window_end").isAfter(mark);

    /** A query, and whether a row of it is final when rows come from a time on only. */
    private record Query(String sql, BiPredicate<JsonNode, LocalDateTime> isFinal) {}

    private static final Map<String, Query> QUERIES = queries();

    private static Map<String, Query> queries() {
        Map<String, Query> queries = new LinkedHashMap<>();
        queries.put(
                "tumble",
                new Query(
                        "SELECT window_start, window_end, k, count(*) AS n, sum(v) AS s, max(v) AS m,"
                                + " count(DISTINCT v) AS d FROM " + TUMBLE + " GROUP BY window_start, window_end, k",
                        BY_END));
        queries.put(
                "bag",
                new Query(
                        "SELECT window_start, count(*) AS n FROM " + TUMBLE + " GROUP BY k, window_start, window_end",
                        (row, mark) ->
                                !time(row, "window_start").plusSeconds(30).isAfter(mark)));
        queries.put(
                "hop",
                new Query(
                        "SELECT k, window_end, sum(v) AS s FROM TABLE(HOP(TABLE hit, DESCRIPTOR(at), INTERVAL '10'"
                                + " SECOND, INTERVAL '30' SECOND)) GROUP BY k, window_end",
                        BY_END));
        queries.put(
                "session",
                new Query(
                        "SELECT k, window_start, window_end, count(*) AS n FROM " + SESSION
                                + " GROUP BY k, window_start, window_end",
                        BY_END));
        queries.put("session_rows", new Query("SELECT k, v, window_end FROM " + SESSION, BY_END));
        queries.put(
                "minute",
                new Query(
                        "SELECT k, date_trunc('minute', at) AS minute, count(*) AS n FROM hit"
                                + " GROUP BY k, date_trunc('minute', at) HAVING count(*) > 2",
                        (row, mark) -> time(row, "minute").isBefore(mark.truncatedTo(ChronoUnit.MINUTES))));
        queries.put(
                "bin",
                new Query(
                        "SELECT date_bin(INTERVAL '15' SECOND, at, TIMESTAMP '2000-01-01 00:00:00') AS bin, min(v) AS"
                                + " m, string_agg(v::text, ',' ORDER BY v) AS all_v FROM hit GROUP BY 1",
                        (row, mark) -> !time(row, "bin").plusSeconds(15).isAfter(mark)));
        queries.put(
                "day",
                new Query(
                        "SELECT CAST(at AS DATE) AS day, count(*) AS n FROM hit GROUP BY CAST(at AS DATE)",
                        (row, mark) -> LocalDate.parse(row.get("day").asText("9999-01-01"))
                                .isBefore(mark.toLocalDate())));
        queries.put(
                "most",
                new Query("SELECT window_end, max(n) AS most FROM " + COUNTS + " AS c GROUP BY window_end", BY_END));
        queries.put(
                "top",
                new Query(
                        "SELECT window_end, k, n FROM (SELECT window_end, k, n, ROW_NUMBER() OVER (PARTITION BY"
                                + " window_end ORDER BY n DESC, k) AS r FROM " + COUNTS + " AS c) AS t WHERE r <= 2",
                        BY_END));
        queries.put(
                "lagging",
                new Query(
                        "SELECT window_end, k, n, lag(n) OVER (PARTITION BY window_end ORDER BY k) AS before FROM "
                                + COUNTS + " AS c",
                        BY_END));
        queries.put(
                "hottest",
                new Query(
                        "SELECT a.window_end, a.k, a.n FROM " + COUNTS
                                + " AS a JOIN (SELECT window_end, max(n) AS most FROM " + COUNTS
                                + " AS c GROUP BY window_end) AS b ON a.n = b.most AND a.window_end = b.window_end",
                        BY_END));
        queries.put(
                "alone",
                new Query(
                        "SELECT a.window_end, a.k, b.n FROM " + COUNTS + " AS a LEFT JOIN " + COUNTS
                                + " AS b ON a.window_end = b.window_end AND a.k = b.k + 1",
                        BY_END));
        return queries;
    }

    private record Row(int partition, LocalDateTime at, int k, int v) {
        byte[] json() {
            return "{\"at\":%s,\"k\":%d,\"v\":%d}"
                    .formatted(at == null ? "null" : "\"" + at + "\"", k, v)
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void lateRowsAreThoseOfTheModelAndWhatIsFinalIsWrittenOnce(long seed) {
        Random random = new Random(seed);
        int tasks = 1 + random.nextInt(3);
        SimulatedFlow flow = new SimulatedFlow(Pipelines.flow(definitions(), tasks), random);
        FlowPlan reference = Pipelines.flow(applied(), 1);
        SimulatedFlow inTime = new SimulatedFlow(reference, new Random(seed));
        LateRows model = new LateRows(PARTITIONS, DELAY, START.plusMinutes(90));
        List<Row> history = history(random);
        int late = 0;
        for (int i = 0; i < history.size(); i++) {
            Row row = history.get(i);
            flow.append("p.hit", row.partition, row.json(), APPENDED_MILLIS);
            if (model.isInTime(row.partition, row.at)) {
                inTime.append("p.hit", row.partition, row.json(), APPENDED_MILLIS);
            } else {
                late++;
            }
            flow.run(random.nextInt(4));
            if (i % 120 == 119) {
                compare(flow, inTime, reference, model.mark(), tasks);
            }
        }
        compare(flow, inTime, reference, model.mark(), tasks);
        assertThat(late).as("late rows of the history").isGreaterThan(10);

        SimulatedFlow rebuilt = new SimulatedFlow(Pipelines.flow(definitions(), 2), new Random(seed + 100));
        history.forEach(row -> rebuilt.append("p.hit", row.partition, row.json(), APPENDED_MILLIS));
        compare(rebuilt, inTime, reference, model.mark(), 2);
        assertThat(deadLetters(rebuilt)).isEqualTo(deadLetters(flow)).hasSizeGreaterThan(10);
    }

    private static void compare(
            SimulatedFlow flow, SimulatedFlow inTime, FlowPlan reference, LocalDateTime mark, int tasks) {
        flow.settle();
        inTime.settle();
        for (View view : reference.programs().stream().map(p -> p.view()).toList()) {
            String name = view.name().value();
            View there = withPartitions(view, tasks);
            List<String> expected = inTime.contents(view, "p." + name + ".v1").rows();
            assertThat(flow.contents(there, "p." + name + ".v1").rows())
                    .as(name)
                    .isEqualTo(expected);
            List<String> written = expected.stream()
                    .filter(row -> mark != null && QUERIES.get(name).isFinal.test(json(row), mark))
                    .toList();
            String topic = "p." + name + "_final.v1";
            assertThat(flow.contents(there, topic).rows())
                    .as(name + " final at " + mark)
                    .isEqualTo(written);
            assertThat(flow.written(there, topic)).as(name + " written").isEqualTo(written.size());
        }
    }

    private static View withPartitions(View view, int partitions) {
        return new View(
                view.name(), 1, 1, view.sql(), view.columns(), view.key(), view.indexes(), partitions, view.inputs());
    }

    private static Set<String> deadLetters(SimulatedFlow flow) {
        return flow.values("p.dead-letters", 1).stream()
                .map(letter -> json(letter).get("id").textValue() + " "
                        + json(letter).get("code").textValue())
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void stateOfClosedWindowsIsGone() {
        FlowPlan plan = Pipelines.flow(definitions(), 2);
        SimulatedFlow flow = new SimulatedFlow(plan, new Random(7));
        SimulatedFlow never = new SimulatedFlow(plan, new Random(7));
        history(new Random(7)).stream()
                .filter(row -> row.at != null)
                .forEach(row -> flow.append("p.hit", row.partition, row.json(), APPENDED_MILLIS));
        flow.settle();
        int open = flow.stateEntries();
        never.settle();
        for (int p = 0; p < PARTITIONS; p++) {
            flow.tick("p.hit", p, micros(START.plusDays(2)), micros(START.plusDays(2)) / 1_000);
            never.tick("p.hit", p, micros(START.plusDays(2)), micros(START.plusDays(2)) / 1_000);
        }
        flow.settle();
        never.settle();
        assertThat(open).isGreaterThan(never.stateEntries() + 100);
        assertThat(flow.stateEntries()).isEqualTo(never.stateEntries());
    }

    @Test
    void lateRowsThatTheViewWouldNotTakeAreNoDeadLetters() {
        String sql = "CREATE STREAM hit (at TIMESTAMP, k INTEGER, v BIGINT, WATERMARK FOR at AS at)"
                + " WITH ('partitions' = '1'); CREATE MATERIALIZED VIEW ones WITH (late = 'dead-letter') AS"
                + " SELECT at, count(*) AS n FROM hit WHERE k = 1 GROUP BY at;";
        SimulatedFlow flow = new SimulatedFlow(Pipelines.flow(sql, 1), new Random(1));
        for (int k : new int[] {0, 1, 2}) {
            flow.append("p.hit", 0, new Row(0, START.minusSeconds(k), k, 0).json(), APPENDED_MILLIS);
        }
        flow.settle();
        assertThat(flow.values("p.dead-letters", 1))
                .singleElement()
                .satisfies(letter ->
                        assertThat(json(letter).get("offset").intValue()).isEqualTo(1));
    }

    @Test
    void onePartitionWithoutRowsHoldsAllWindowsOpenUntilItTicks() {
        FlowPlan plan = Pipelines.flow(definitions(), 2);
        View view = plan.programs().stream()
                .map(p -> p.view())
                .filter(v -> v.name().value().equals("day_final"))
                .findFirst()
                .orElseThrow();
        SimulatedFlow flow = new SimulatedFlow(plan, new Random(1));
        flow.append("p.hit", 0, new Row(0, START, 1, 1).json(), APPENDED_MILLIS);
        flow.append("p.hit", 0, new Row(0, START.plusDays(1), 1, 1).json(), micros(START.plusDays(1)) / 1_000);
        flow.append("p.hit", 1, new Row(1, START.plusDays(1), 1, 1).json(), micros(START.plusDays(1)) / 1_000);
        flow.settle();
        List<String> before = flow.contents(view, "p.day_final.v1").rows();
        flow.tick("p.hit", 2, micros(START.plusDays(1)), micros(START.plusDays(1)) / 1_000);
        flow.settle();
        assertThat(before).isEmpty();
        assertThat(flow.contents(view, "p.day_final.v1").rows()).containsExactly("{\"day\":\"2026-01-31\",\"n\":1}");
    }

    /** Rows of some minutes, out of order by more than is allowed now and then, some without a time, some far ahead. */
    private static List<Row> history(Random random) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            LocalDateTime at = START.plusSeconds(i).minusSeconds(random.nextInt(12));
            int dice = random.nextInt(40);
            if (dice == 0) {
                at = START.plusDays(100);
            } else if (dice == 1) {
                at = null;
            } else if (dice < 6) {
                at = at.minusSeconds(random.nextInt(100));
            }
            int partition = i / 40 % 7 == 3 ? 0 : random.nextInt(PARTITIONS);
            rows.add(new Row(partition, at, random.nextInt(4), random.nextInt(50)));
        }
        return rows;
    }

    private static String definitions() {
        StringBuilder sql = new StringBuilder("CREATE STREAM hit (at TIMESTAMP, k INTEGER, v BIGINT,"
                + " WATERMARK FOR at AS at - INTERVAL '10' SECOND) WITH ('partitions' = '3');\n");
        QUERIES.forEach((name, query) -> {
            String late = name.equals("tumble") ? "dead-letter" : "drop";
            sql.append("CREATE MATERIALIZED VIEW %s WITH (late = '%s') AS %s;%n".formatted(name, late, query.sql));
            sql.append("CREATE MATERIALIZED VIEW %s_final AS %s EMIT FINAL;%n".formatted(name, query.sql));
        });
        return sql.toString();
    }

    private static String applied() {
        StringBuilder sql =
                new StringBuilder("CREATE STREAM hit (at TIMESTAMP, k INTEGER, v BIGINT) WITH ('partitions' = '3');\n");
        QUERIES.forEach((name, query) -> sql.append("CREATE MATERIALIZED VIEW %s AS %s;%n".formatted(name, query.sql)));
        return sql.toString();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** NULL is in no window, and never final. */
    private static LocalDateTime time(JsonNode row, String column) {
        String text = row.get(column).textValue();
        return text == null ? LocalDateTime.MAX.minusYears(1) : LocalDateTime.parse(text);
    }

    private static long micros(LocalDateTime time) {
        return ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), time);
    }
}
