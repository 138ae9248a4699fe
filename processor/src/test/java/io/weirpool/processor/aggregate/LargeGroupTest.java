package io.weirpool.processor.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.model.RowType;
import io.weirpool.processor.state.CountingStore;
import io.weirpool.sql.PipelineCompiler;
import io.weirpool.sql.plan.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a change of a large group costs: entries read and written, whatever their number. */
class LargeGroupTest {
    private static final int VALUES = 5_000;

    /** A call's total on its store, as a group keeps it from one commit to the next. */
    private static final class Group {
        final CountingStore store = new CountingStore();
        private final Call call;
        private final List<String> columns;
        private byte[] saved = {};

        Group(String aggregate) {
            String sql = "CREATE TABLE s (i INTEGER, t TEXT, PRIMARY KEY (i)); CREATE MATERIALIZED VIEW v AS SELECT "
                    + aggregate + " AS c FROM s;";
            Plan plan = PipelineCompiler.compile(List.of(new SourceFile("test.sql", sql)))
                    .views()
                    .get(0)
                    .plan();
            while (!(plan instanceof Plan.Aggregate)) {
                plan = plan.inputs().get(0);
            }
            RowType input = plan.inputs().get(0).rowType();
            call = Call.of(((Plan.Aggregate) plan).calls().get(0), input, false);
            columns = input.columns().stream()
                    .map(column -> column.name().value())
                    .toList();
        }

        private Total load() {
            Total total = call.newTotal(store);
            if (saved.length > 0) {
                total.load(new ByteInput(saved));
            }
            return total;
        }

        /** A row of the number, a text of it and a comma, as far as the call reads them. */
        void add(Total total, int number, long weight) {
            Object[] row = columns.stream()
                    .map(name -> name.equals("i") ? (Object) number : name.equals("t") ? "t" + number : ",")
                    .toArray();
            total.add(call.argument(row), weight);
        }

        void save(Total total) {
            ByteOutput out = new ByteOutput(64);
            total.save(out);
            saved = out.toByteArray();
        }

        void fill() {
            Total total = load();
            for (int i = 0; i < VALUES; i++) {
                add(total, i, 1);
            }
            total.result();
            save(total);
            store.reset();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "min(i)",
                "max(t)",
                "count(DISTINCT t)",
                "sum(DISTINCT i)",
                "any_value(t)",
                "arg_max(t, i)",
                "mode() WITHIN GROUP (ORDER BY t)",
                "stddev(DISTINCT i)"
            })
    void changeAndResultTouchAFewEntries(String aggregate) {
        Group group = new Group(aggregate);
        group.fill();
        Total total = group.load();
        total.result();
        group.add(total, VALUES - 1, -1);
        group.add(total, VALUES + 1, 1);
        total.result();
        group.save(total);
        assertThat(group.store.touched()).isLessThanOrEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "string_agg(t, ',' ORDER BY i DESC)",
                "jsonb_agg(t ORDER BY i)",
                "percentile_disc(0.5) WITHIN GROUP (ORDER BY t)"
            })
    void resultOfAllValuesReadsThemOnceForAllChangesOfACommit(String aggregate) {
        Group group = new Group(aggregate);
        group.fill();
        Total total = group.load();
        total.result(); // what it was
        assertThat(group.store.touched()).isZero();
        for (int i = 0; i < 10; i++) {
            group.add(total, VALUES + i, 1);
        }
        assertThat(group.store.touched()).isLessThanOrEqualTo(20);
        total.result();
        group.save(total);
        assertThat(group.store.touched()).isLessThanOrEqualTo(VALUES + 50);
    }

    @Test
    void percentileIsReadFromTheNearerEnd() {
        Group group = new Group("percentile_cont(0.99) WITHIN GROUP (ORDER BY i)");
        group.fill();
        Total total = group.load();
        group.add(total, VALUES, 1);
        assertThat(total.result()).isEqualTo(4950.0);
        assertThat(group.store.touched()).isLessThanOrEqualTo(2 * VALUES / 100 + 20);
    }
}
