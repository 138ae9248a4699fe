package io.weirpool.e2e.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.processor.task.FlowPlan;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks that are interleaved, aborted and restarted give what one task gives that never fails. */
class SimulationTest {
    private static final String DEFINITIONS = """
            CREATE TABLE item (id INTEGER NOT NULL, grp INTEGER, amount BIGINT, PRIMARY KEY (id));
            CREATE MATERIALIZED VIEW totals AS SELECT grp, count(*) AS n, sum(amount) AS total, max(amount) AS top
              FROM item GROUP BY grp;
            CREATE MATERIALIZED VIEW sizes AS SELECT n, count(*) AS groups FROM
              (SELECT grp, count(*) AS n FROM item GROUP BY grp) AS t GROUP BY n;
            CREATE MATERIALIZED VIEW bag AS SELECT grp, amount FROM item WHERE amount > 3;
            CREATE MATERIALIZED VIEW everything AS SELECT count(*) AS n FROM item;
            CREATE MATERIALIZED VIEW copies AS SELECT id, amount * 2 AS twice FROM item;
            CREATE MATERIALIZED VIEW odd AS SELECT grp, 10 / (count(*) - 3) AS q FROM item GROUP BY grp;
            """;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void interleavingAbortsAndRestartsChangeNothing(long seed) {
        Random random = new Random(seed);
        FlowPlan plan = Pipelines.flow(DEFINITIONS, 1 + random.nextInt(4));
        SimulatedFlow flow = new SimulatedFlow(plan, random);
        Map<Integer, Integer[]> model = new TreeMap<>();
        Source source = plan.sources().get("p.item");
        for (int i = 0; i < 300; i++) {
            int id = random.nextInt(40);
            Integer[] row =
                    random.nextInt(4) == 0 ? null : new Integer[] {nullable(random, 5), nullable(random, 8), id};
            byte[] key = ("[" + id + "]").getBytes(StandardCharsets.UTF_8);
            byte[] value = row == null
                    ? null
                    : "{\"id\":%d,\"grp\":%d,\"amount\":%d}"
                            .formatted(id, row[0], row[1])
                            .getBytes(StandardCharsets.UTF_8);
            flow.append("p.item", Utils.toPositive(Utils.murmur2(key)) % source.partitions(), key, value);
            if (row == null) {
                model.remove(id);
            } else {
                model.put(id, row);
            }
            flow.run(random.nextInt(3));
        }
        flow.settle();
        for (View view : plan.programs().stream().map(p -> p.view()).toList()) {
            String topic = "p." + view.name() + ".v1";
            assertThat(flow.hasReachedEnds(view, topic)).as("%s", view.name()).isTrue();
            SimulatedFlow.ViewContents contents = flow.contents(view, topic);
            assertThat(contents.rows())
                    .as("%s", view.name())
                    .isEqualTo(expected(view.name().value(), model.values()));
            assertThat(contents.errors()).hasSize(view.name().value().equals("odd") ? threes(model.values()) : 0);
        }
    }

    private static List<String> expected(String view, Collection<Integer[]> rows) {
        Map<String, List<Integer[]>> groups = groups(rows);
        Stream<String> json = switch (view) {
            case "totals" -> groups.entrySet().stream().map(g -> total(g.getKey(), g.getValue()));
            case "sizes" ->
                groups.values().stream()
                        .collect(Collectors.groupingBy(List::size, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .map(e -> "{\"n\":%d,\"groups\":%d}".formatted(e.getKey(), e.getValue()));
            case "bag" ->
                rows.stream()
                        .filter(r -> r[1] != null && r[1] > 3)
                        .map(r -> "{\"grp\":%d,\"amount\":%d".formatted(r[0], r[1]))
                        .collect(Collectors.groupingBy(r -> r, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .map(e -> e.getKey() + ",\"#\":" + e.getValue() + "}");
            case "everything" -> Stream.of("{\"n\":" + rows.size() + "}");
            case "odd" ->
                groups.entrySet().stream()
                        .filter(g -> g.getValue().size() != 3)
                        .map(g -> "{\"grp\":%s,\"q\":%d}"
                                .formatted(g.getKey(), 10 / (g.getValue().size() - 3)));
            default ->
                rows.stream()
                        .map(r -> "{\"id\":%d,\"twice\":%d}"
                                .formatted(r[2], r[1] == null ? null : Integer.valueOf(r[1] * 2)));
        };
        return json.sorted().toList();
    }

    private static Map<String, List<Integer[]>> groups(Collection<Integer[]> rows) {
        return rows.stream().collect(Collectors.groupingBy(r -> String.valueOf(r[0])));
    }

    private static int threes(Collection<Integer[]> rows) {
        return (int) groups(rows).values().stream().filter(g -> g.size() == 3).count();
    }

    private static String total(String group, List<Integer[]> rows) {
        List<Integer> amounts =
                rows.stream().map(r -> r[1]).filter(Objects::nonNull).toList();
        String total = amounts.isEmpty()
                ? "null"
                : "\"" + amounts.stream().mapToInt(a -> a).sum() + "\"";
        String top = amounts.stream().max(Integer::compare).map(String::valueOf).orElse("null");
        return "{\"grp\":%s,\"n\":%d,\"total\":%s,\"top\":%s}".formatted(group, rows.size(), total, top);
    }

    private static Integer nullable(Random random, int bound) {
        return random.nextInt(6) == 0 ? null : random.nextInt(bound);
    }
}
