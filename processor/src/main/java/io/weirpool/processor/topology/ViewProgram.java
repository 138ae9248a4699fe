package io.weirpool.processor.topology;

import io.weirpool.common.catalog.View;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.model.Name;
import io.weirpool.common.topic.Topics;
import io.weirpool.processor.operator.AggregateLayout;
import io.weirpool.sql.compile.ExpressionCompiler;
import io.weirpool.sql.compile.RowFunction;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.ViewPlan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A view's plan made ready to run: what becomes of a source's row, and the stages that follow, each after a hop.
 * Immutable and thread-safe.
 */
public final class ViewProgram {
    private final View view;
    private final String topic;
    private final int number;
    private final Plan.Scan scan;
    private final RowFunction entry;
    private final List<Stage> stages;

    /** Closed: what a stage keeps decides what is sent to it. */
    sealed interface Stage {}

    /**
     * Groups.
     *
     * @param after what becomes of its rows
     * @param errorKey the group column each column of the view's key is; null when it is not made of group columns
     */
    record Aggregated(
            AggregateLayout layout,
            RowFunction after,
            @Nullable List<Integer> errorKey) implements Stage {}

    /** Equal rows, counted; always last. */
    record Counted(RowCodec codec) implements Stage {}

    private ViewProgram(View view, String topic, int number, Plan.Scan scan, RowFunction entry, List<Stage> stages) {
        this.view = view;
        this.topic = topic;
        this.number = number;
        this.scan = scan;
        this.entry = entry;
        this.stages = List.copyOf(stages);
    }

    static ViewProgram of(Name pipeline, View view, ViewPlan plan) {
        List<Stage> stages = new ArrayList<>();
        List<Plan.Calc> calcs = new ArrayList<>();
        Plan node = plan.plan();
        Optional<List<Integer>> key =
                view.key() instanceof ViewKey.Columns columns ? Optional.of(columns.indexes()) : Optional.empty();
        if (view.key() instanceof ViewKey.RowHash) {
            stages.add(new Counted(RowCodec.of(node.rowType())));
        }
        while (!(node instanceof Plan.Scan)) {
            if (node instanceof Plan.Calc calc) {
                calcs.add(0, calc);
                key = key.flatMap(k -> through(calc, k));
            } else if (node instanceof Plan.Aggregate aggregate) {
                stages.add(0, new Aggregated(AggregateLayout.of(aggregate), chain(calcs), key.orElse(null)));
                calcs.clear();
                key = Optional.empty();
            }
            node = node.inputs().get(0);
        }
        String topic = Topics.view(pipeline, view.name(), view.version());
        return new ViewProgram(view, topic, number(view), (Plan.Scan) node, chain(calcs), stages);
    }

    /** Input columns that these output columns are unchanged. */
    private static Optional<List<Integer>> through(Plan.Calc calc, List<Integer> columns) {
        List<Integer> inputs = new ArrayList<>();
        for (int column : columns) {
            if (!(calc.projections().get(column) instanceof Expression.Input input)) {
                return Optional.empty();
            }
            inputs.add(input.index());
        }
        return Optional.of(inputs);
    }

    private static RowFunction chain(List<Plan.Calc> calcs) {
        RowFunction chain = row -> row;
        for (Plan.Calc calc : calcs) {
            RowFunction first = chain;
            RowFunction next = ExpressionCompiler.compile(calc.condition(), calc.projections());
            chain = row -> {
                @Nullable Object[] between = first.apply(row);
                return between == null ? null : next.apply(between);
            };
        }
        return chain;
    }

    /** Stands before its keys in stores and on hops: the same for a version of a view wherever it runs. */
    private static int number(View view) {
        CRC32 crc = new CRC32();
        crc.update((view.name() + ".v" + view.version()).getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    View view() {
        return view;
    }

    /** {@code <view>.v<n>}. */
    String versionedName() {
        return view.name() + ".v" + view.version();
    }

    String topic() {
        return topic;
    }

    int number() {
        return number;
    }

    byte[] prefix() {
        return new byte[] {(byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number};
    }

    Plan.Scan scan() {
        return scan;
    }

    Name source() {
        return scan.source();
    }

    List<Stage> stages() {
        return stages;
    }

    /** The stage after this hop, null when the view has none there. */
    @Nullable Stage stageAt(Hop hop) {
        boolean there = hop.partitions() == view.partitions() && hop.level() <= stages.size();
        return there ? stages.get(hop.level() - 1) : null;
    }

    boolean endsAt(Hop hop) {
        return hop.partitions() == view.partitions() && hop.level() == stages.size();
    }

    /** From a row that holds the declared columns {@code held} of the source to what the first stage takes. */
    RowFunction entryFrom(List<Integer> held) {
        int[] picked = scan.columns().stream().mapToInt(held::indexOf).toArray();
        boolean same = picked.length == held.size() && Arrays.equals(picked, ascending(picked.length));
        return same ? entry : row -> entry.apply(pick(row, picked));
    }

    private static int[] ascending(int length) {
        int[] numbers = new int[length];
        Arrays.setAll(numbers, i -> i);
        return numbers;
    }

    private static @Nullable Object[] pick(@Nullable Object[] row, int[] columns) {
        @Nullable Object[] picked = new Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            picked[i] = row[columns[i]];
        }
        return picked;
    }
}
