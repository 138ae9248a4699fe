package io.weirpool.e2e.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.kafka.KeyPartition;
import io.weirpool.processor.task.FlowPlan;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over a stream, whose rows never leave, a view keeps less than over a table: what no row can bring back is not kept. */
class GrowingInputsTest {
    private static final int ROWS = 300;
    private static final int FEW = 40;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT k, max(v) AS m FROM bid GROUP BY k",
                "SELECT k, min(v) AS m, arg_max(v, id) AS last FROM bid GROUP BY k",
                "SELECT k, max(v) AS m FROM (SELECT k, v FROM bid WHERE v > 3 UNION ALL SELECT k, v + 1 FROM bid) AS u GROUP BY k",
                "SELECT k, v FROM bid ORDER BY v DESC, k LIMIT 3",
                "SELECT k, v FROM (SELECT k, v, row_number() OVER (PARTITION BY k ORDER BY v) AS r FROM bid) AS x WHERE r <= 2",
                "SELECT DISTINCT ON (k) k, v FROM bid ORDER BY k, v",
                "SELECT a.v, b.v AS w FROM bid a JOIN bid b ON a.k = b.k AND a.v > b.v + 100000"
            })
    void aStreamKeepsLess(String query) {
        int stream = entries("CREATE STREAM bid (id INTEGER NOT NULL, k INTEGER, v INTEGER);", query);
        int table = entries("CREATE TABLE bid (id INTEGER PRIMARY KEY, k INTEGER, v INTEGER);", query) - ROWS;
        assertThat(table).isGreaterThanOrEqualTo(ROWS);
        assertThat(stream).isLessThanOrEqualTo(FEW);
    }

    private static int entries(String source, String query) {
        FlowPlan plan = Pipelines.flow(source + "CREATE MATERIALIZED VIEW v AS " + query + ";", 2);
        SimulatedFlow flow = new SimulatedFlow(plan, new Random(1));
        for (int id = 0; id < ROWS; id++) {
            byte[] row = "{\"id\":%d,\"k\":%d,\"v\":%d}"
                    .formatted(id, id % 3, id * 7)
                    .getBytes(UTF_8);
            byte[] key = source.contains("STREAM") ? null : ("[" + id + "]").getBytes(UTF_8);
            int partitions = plan.sources().get("p.bid").partitions();
            flow.append("p.bid", key == null ? id % partitions : KeyPartition.of(key, partitions), key, row);
        }
        flow.settle();
        return flow.stateEntries();
    }
}
