package io.weirpool.e2e.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.kafka.KeyPartition;
import io.weirpool.common.topic.DeadLetter;
import io.weirpool.common.topic.LedgerEntry;
import io.weirpool.common.topic.Repeats;
import io.weirpool.processor.task.FlowPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that is sent again has one effect, through aborts and restarts of every task. */
class RepeatsTest {
    private static final String DEFINITIONS = """
        CREATE STREAM hit (who INTEGER NOT NULL, amount BIGINT);
        CREATE STREAM payment (no INTEGER PRIMARY KEY, amount BIGINT) WITH (idempotency = '1 hour');
        CREATE TABLE item (id INTEGER PRIMARY KEY, amount BIGINT);
        CREATE MATERIALIZED VIEW hits AS SELECT who, count(*) AS n, sum(amount) AS total FROM hit GROUP BY who;
        CREATE MATERIALIZED VIEW raw AS SELECT who, amount FROM hit;
        CREATE MATERIALIZED VIEW paid AS SELECT count(*) AS n, sum(amount) AS total FROM payment;
        CREATE MATERIALIZED VIEW items AS SELECT id, amount FROM item;
        """;
    private static final long HOUR = 3_600_000;

    private SimulatedFlow flow;
    private FlowPlan plan;

    private void start(Random random) {
        plan = Pipelines.flow(DEFINITIONS, 1 + random.nextInt(4));
        flow = new SimulatedFlow(plan, random);
    }

    private void send(String source, String key, String value, String id, long millis) {
        Source declared = plan.sources().get("p." + source);
        String home = key == null ? id : key;
        int partition = home == null ? 0 : KeyPartition.of(home.getBytes(UTF_8), declared.partitions());
        flow.append("p." + source, partition, bytes(key), bytes(value), bytes(id), millis);
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }

    private void hit(String id, int who, int amount, long millis) {
        send("hit", null, "{\"who\":%d,\"amount\":%d}".formatted(who, amount), id, millis);
    }

    private void pay(int no, int amount, long millis) {
        send("payment", "[" + no + "]", "{\"no\":%d,\"amount\":%d}".formatted(no, amount), null, millis);
    }

    private List<String> rows(String name) {
        View view = plan.programs().stream()
                .map(p -> p.view())
                .filter(v -> v.name().value().equals(name))
                .findFirst()
                .orElseThrow();
        return flow.contents(view, "p." + name + ".v1").rows();
    }

    private List<DeadLetter> deadLetters() {
        return flow.values("p.dead-letters", 1).stream()
                .map(json -> DeadLetter.fromJson(json.getBytes(UTF_8)))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void eachCommandCountsOnce(long seed) {
        Random random = new Random(seed);
        start(random);
        Map<Integer, long[]> model = new TreeMap<>();
        List<int[]> sent = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            boolean again = !sent.isEmpty() && random.nextInt(3) > 0;
            int[] row = again ? sent.get(random.nextInt(sent.size())) : new int[] {i, random.nextInt(5), i};
            if (!again) {
                sent.add(row);
                long[] sums = model.computeIfAbsent(row[1], who -> new long[2]);
                sums[0]++;
                sums[1] += row[2];
            }
            hit("id" + row[0], row[1], row[2], i);
            flow.run(random.nextInt(3));
        }
        flow.settle();
        ledgerAddsUp(sent.size(), 400 - sent.size());
        List<String> expected = new ArrayList<>();
        model.forEach(
                (who, sums) -> expected.add("{\"who\":%d,\"n\":%d,\"total\":\"%d\"}".formatted(who, sums[0], sums[1])));
        assertThat(rows("hits")).isEqualTo(expected);
        assertThat(rows("raw")).hasSize(sent.size());
        assertThat(repeats()).isEqualTo(400L - sent.size());
    }

    /** As the source tasks tell them: each once, whatever was aborted. */
    private long repeats() {
        return flow.values("p.repeats", 1).stream()
                .flatMap(json -> Repeats.fromJson(json.getBytes(UTF_8)).runs().stream())
                .mapToLong(run -> run.next() - run.first())
                .sum();
    }

    /** At every commit there was, and at the end each command is in it. */
    private void ledgerAddsUp(int applied, int duplicate) {
        Map<String, LedgerEntry> last = new TreeMap<>();
        for (String json : flow.values("p.ledger", 1)) {
            LedgerEntry entry = LedgerEntry.fromJson(json.getBytes(UTF_8));
            assertThat(entry.applied() + entry.filtered() + entry.duplicate() + entry.late() + entry.dead())
                    .isEqualTo(entry.taken())
                    .isEqualTo(entry.nextOffset() - entry.firstOffset());
            last.put(entry.key(), entry);
        }
        assertThat(last.values().stream().mapToLong(LedgerEntry::applied).sum()).isEqualTo(applied);
        assertThat(last.values().stream().mapToLong(LedgerEntry::duplicate).sum())
                .isEqualTo(duplicate);
    }

    @Test
    void primaryKeyOfAStreamIsTheIdOfItsRows() {
        start(new Random(1));
        for (int i = 0; i < 60; i++) {
            pay(i % 20, i % 20, i);
        }
        flow.settle();
        assertThat(rows("paid")).containsExactly("{\"n\":20,\"total\":\"190\"}");
    }

    @Test
    void idIsForgottenAfterTheDeclaredWindow() {
        start(new Random(1));
        pay(1, 10, 0);
        pay(1, 10, HOUR - 1);
        pay(1, 10, HOUR);
        pay(1, 10, HOUR + 1);
        flow.settle();
        assertThat(rows("paid")).containsExactly("{\"n\":2,\"total\":\"20\"}");
    }

    @Test
    void idOfADayAgoIsForgottenUnlessDeclared() {
        start(new Random(1));
        hit("a", 1, 10, 0);
        hit("a", 1, 10, 24 * HOUR - 1);
        hit("a", 1, 10, 24 * HOUR);
        flow.settle();
        assertThat(rows("hits")).containsExactly("{\"who\":1,\"n\":2,\"total\":\"20\"}");
    }

    @Test
    void anotherCommandUnderTheIdIsADeadLetterWithoutEffect() {
        start(new Random(1));
        hit("a", 1, 10, 0);
        hit("a", 1, 11, 1);
        pay(7, 1, 2);
        pay(7, 2, 3);
        flow.settle();
        assertThat(rows("hits")).containsExactly("{\"who\":1,\"n\":1,\"total\":\"10\"}");
        assertThat(rows("paid")).containsExactly("{\"n\":1,\"total\":\"1\"}");
        assertThat(deadLetters()).extracting(DeadLetter::code).containsExactly("key-reuse", "key-reuse");
    }

    @Test
    void deadLetterTellsTheIdInOneLine() {
        start(new Random(1));
        hit("key\nk7\n1", 1, 10, 0);
        hit("key\nk7\n1", 1, 11, 1);
        flow.settle();
        assertThat(deadLetters())
                .extracting(DeadLetter::detail)
                .containsExactly("another command was there under id key k7 1");
    }

    @Test
    void upsertThatIsRepeatedLateDoesNotBringTheOldRowBack() {
        start(new Random(1));
        send("item", "[1]", "{\"id\":1,\"amount\":1}", "a", 0);
        send("item", "[1]", "{\"id\":1,\"amount\":2}", "b", 1);
        send("item", "[1]", "{\"id\":1,\"amount\":1}", "a", 2);
        flow.settle();
        assertThat(rows("items")).containsExactly("{\"id\":1,\"amount\":2}");
    }

    @Test
    void commandThatCannotBeReadLeavesItsIdFree() {
        start(new Random(1));
        send("hit", null, "{\"who\":\"x\"}", "a", 0);
        hit("a", 1, 10, 1);
        flow.settle();
        assertThat(rows("hits")).containsExactly("{\"who\":1,\"n\":1,\"total\":\"10\"}");
    }

    @Test
    void recordWithAnIdInAnotherPartitionIsMisplaced() {
        start(new Random(1));
        Map<Integer, String> ids = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            ids.putIfAbsent(KeyPartition.of(bytes("id" + i), 4), "id" + i);
        }
        flow.append("p.hit", 0, null, bytes("{\"who\":1}"), bytes(ids.get(1)), 0);
        flow.append("p.hit", 1, bytes(ids.get(1)), bytes("{\"who\":2}"), bytes("other"), 1);
        flow.settle();
        assertThat(deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.code()).isEqualTo("misplaced");
            assertThat(letter.detail()).contains("belongs to partition 1");
        });
        assertThat(rows("raw")).hasSize(1);
    }
}
