package io.weirpool.bench.micro;

import io.weirpool.app.demo.nexmark.NexmarkEvent;
import io.weirpool.app.demo.nexmark.NexmarkEvents;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.codec.JsonRows;
import io.weirpool.common.model.RowType;
import io.weirpool.sql.Pipeline;
import io.weirpool.sql.PipelineCompiler;
import io.weirpool.sql.compile.ExpressionCompiler;
import io.weirpool.sql.compile.RowFunction;
import io.weirpool.sql.plan.Plan;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows that benchmarks work on: Nexmark's bids, as many in each turn as are in {@link #COUNT}; and plans over them. */
final class Bids {
    static final int COUNT = 1_000;
    /** Columns that a GROUP BY of the price by auction looks at. */
    static final List<Integer> AUCTION_AND_PRICE = List.of(0, 2);

    private static final String SOURCES = """
        CREATE STREAM bid (
          auction BIGINT NOT NULL, bidder BIGINT NOT NULL, price BIGINT NOT NULL, channel TEXT, url TEXT,
          datetime TIMESTAMP(3) NOT NULL, extra TEXT
        );
        """;
    private static final NexmarkEvents EVENTS = new NexmarkEvents(1, LocalDateTime.of(2015, 7, 15, 0, 0), 10_000);

    private final Pipeline pipeline;
    private final JsonRows json;
    private final List<@Nullable Object[]> rows;

    /** @param query of the only view */
    Bids(String query) {
        this.pipeline = PipelineCompiler.compile(List.of(
                new SourceFile("sources.sql", SOURCES),
                new SourceFile("views.sql", "CREATE MATERIALIZED VIEW v AS " + query + ";")));
        this.json = JsonRows.of(type());
        // 46 of 50 events are bids
        this.rows = EVENTS.between(0, COUNT * 2L)
                .filter(event -> event.source().equals("bid"))
                .limit(COUNT)
                .map(this::row)
                .toList();
    }

    private @Nullable Object[] row(NexmarkEvent event) {
        JsonRows.Parsed parsed = json.read(event.json());
        @Nullable Object[] row = parsed.row();
        if (row == null) {
            throw new IllegalStateException("not a row: " + parsed.errors());
        }
        return row;
    }

    RowType type() {
        return pipeline.sources().get(0).columns();
    }

    /** All columns. */
    List<@Nullable Object[]> rows() {
        return rows;
    }

    /** The rows as the door writes them to a log. */
    List<byte[]> canonical() {
        return rows.stream().map(json::write).toList();
    }

    /** The view's first node of this kind, from the result down. */
    <P extends Plan> P plan(Class<P> kind) {
        List<Plan> open = new ArrayList<>(List.of(pipeline.views().get(0).plan()));
        while (!open.isEmpty()) {
            Plan next = open.remove(0);
            if (kind.isInstance(next)) {
                return kind.cast(next);
            }
            open.addAll(next.inputs());
        }
        throw new IllegalStateException("no " + kind + " in the plan");
    }

    /** What comes out of a plan that reads bids and has no operators but filters and projections. */
    List<@Nullable Object[]> through(Plan plan) {
        if (plan instanceof Plan.Calc calc) {
            RowFunction function = ExpressionCompiler.compile(calc.condition(), calc.projections());
            return through(calc.input()).stream()
                    .map(function::apply)
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .toList();
        }
        List<Integer> columns = ((Plan.Scan) plan).columns();
        return rows.stream().map(row -> cut(row, columns)).toList();
    }

    private static @Nullable Object[] cut(@Nullable Object[] row, List<Integer> columns) {
        @Nullable Object[] cut = new Object[columns.size()];
        for (int i = 0; i < cut.length; i++) {
            cut[i] = row[columns.get(i)];
        }
        return cut;
    }
}
