package io.weirpool.processor.task;

import io.weirpool.processor.operator.HopInput;
import io.weirpool.processor.operator.KeyedOutput;
import io.weirpool.processor.operator.PartialAggregate;
import io.weirpool.processor.operator.PartialBag;
import io.weirpool.processor.operator.PartialRows;
import io.weirpool.processor.operator.RowKeys;
import io.weirpool.processor.operator.RowOperators;
import io.weirpool.processor.operator.SlicedWindows;
import io.weirpool.sql.plan.Plan;

/** The half before the hop of each kind of stage. */
final class StageInputs {
    private StageInputs() {}

    static HopInput of(Stage stage, Edge edge, KeyedOutput output) {
        if (stage instanceof Stage.Groups groups) {
            boolean windowsAreSent =
                    edge.slices().isPresent() && groups.sliced().isEmpty();
            KeyedOutput sent = windowsAreSent
                    ? new SlicedWindows(groups.layout(), edge.slices().get(), output)
                    : output;
            return new PartialAggregate(groups.layout(), sent);
        }
        int port = edge.port();
        if (stage instanceof Stage.Rows rows
                && rows.plan() instanceof Plan.TopN topN
                && RowOperators.keepsFirstOnly(topN)) {
            return RowOperators.firstOnly(topN, output);
        }
        if (stage instanceof Stage.Rows rows) {
            return new PartialRows(port, keys(rows, port), output);
        }
        return stage instanceof Stage.Keyed keyed
                ? new PartialRows(port, keyed.keys(), output)
                : new PartialBag(((Stage.Counted) stage).codec(), output);
    }

    private static RowKeys keys(Stage.Rows rows, int port) {
        return Routing.of(rows, port) == Routing.SPREAD
                ? RowKeys.ofWholeRows(rows.plan().inputs().get(port).rowType())
                : RowKeys.of(rows.plan(), port);
    }
}
