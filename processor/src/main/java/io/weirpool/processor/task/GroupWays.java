package io.weirpool.processor.task;

import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.model.RowType;
import io.weirpool.processor.operator.Outcome;
import io.weirpool.processor.operator.OutcomeOutput;
import io.weirpool.processor.operator.RowHash;
import io.weirpool.sql.plan.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the rows of groups go: to the views whose rows they are, and to the stages that read them. */
final class GroupWays {
    /** The key of an error where there is none: making one costs more than the rest of a change. */
    private static final byte[] NOT_NAMED = {};

    private final FlowGraph graph;
    private final int number;
    private final Stage.Groups groups;
    private final StageState.Around around;
    private final ErrorCounts errors;
    private final StageCounts counts;

    /** Of the groups that are the stage with this number. */
    GroupWays(
            FlowGraph graph,
            int number,
            Stage.Groups groups,
            StageState.Around around,
            ErrorCounts errors,
            StageCounts counts) {
        this.graph = graph;
        this.number = number;
        this.groups = groups;
        this.around = around;
        this.errors = errors;
        this.counts = counts;
    }

    /** Of several ways into one view the first is counted. */
    List<GroupRows.Way> all() {
        List<GroupRows.Way> ways = new ArrayList<>();
        Set<ViewProgram> counted = new HashSet<>();
        for (FlowGraph.Reader reader : graph.node(number).readers()) {
            if (reader.isLast()) {
                counted.add(reader.program());
                ways.add(shown(reader.program()));
            }
        }
        for (Edge edge : graph.edgesFrom(number)) {
            List<ViewProgram> told = graph.node(edge.stage()).readers().stream()
                    .map(FlowGraph.Reader::program)
                    .filter(counted::add)
                    .toList();
            ways.add(passed(edge, counts.out(told)));
        }
        return ways;
    }

    private GroupRows.Way shown(ViewProgram program) {
        ViewWriter writer = around.writer(program);
        Runnable counter = counts.out(List.of(program));
        StageGraph.Shown shown = program.graph().shown().orElseThrow();
        OutcomeOutput output = (group, before, after) -> {
            counter.run();
            boolean failed = before.isFailed() || after.isFailed();
            writer.changed(failed ? errorKey(shown, writer, group) : NOT_NAMED, before, after);
        };
        return new GroupRows.Way(shown.steps(), output, around.readers(List.of(program)));
    }

    private byte[] errorKey(StageGraph.Shown shown, ViewWriter writer, byte[] group) {
        List<Integer> columns = shown.errorKey();
        return columns == null
                ? ViewWriter.hashKey(RowHash.of(group))
                : writer.keyOf(groups.layout().group(group), columns);
    }

    /** Groups make the first steps of an edge themselves, so that what these leave unchanged is not sent. */
    private GroupRows.Way passed(Edge edge, Runnable counter) {
        List<Plan> calcs = edge.calcs();
        RowType made = calcs.isEmpty()
                ? groups.plan().rowType()
                : calcs.get(calcs.size() - 1).rowType();
        Fan.Lane lane = Fan.Lane.of(edge.after(calcs.size()), around, graph.node(edge.stage()));
        Fan fan = new Fan(number, RowCodec.of(made), List.of(lane), errors, lane.readers(), counter);
        OutcomeOutput output = (group, before, after) -> {
            pass(fan, before, -1);
            pass(fan, after, 1);
            if (before.isFailed() || after.isFailed()) {
                lane.readers().error(ViewWriter.hashKey(RowHash.of(named(edge, group))), before, after);
            }
        };
        return new GroupRows.Way(Pipe.function(calcs), output, lane.readers());
    }

    private static void pass(Fan fan, Outcome outcome, long weight) {
        @Nullable Object[] row = outcome.rowOrNull();
        if (row != null) {
            fan.emit(row, weight);
        }
    }

    /** A group of this stage on its way, and no other of the view. */
    private byte[] named(Edge edge, byte[] group) {
        ByteOutput out = new ByteOutput(group.length + 4);
        out.writeVarint(number);
        out.writeVarint(edge.number());
        out.writeBytes(group);
        return out.toByteArray();
    }
}
