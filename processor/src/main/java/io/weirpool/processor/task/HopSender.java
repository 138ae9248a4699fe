package io.weirpool.processor.task;

import io.weirpool.processor.operator.HopInput;
import io.weirpool.processor.operator.KeyedOutput;
import java.util.ArrayList;
import java.util.List;

/** What a task holds for one hop: the halves before it of all views that go over it, and the records being filled. */
final class HopSender {
    private final Hop hop;
    private final HopBatch batch;
    private final List<HopInput> inputs = new ArrayList<>();

    HopSender(Hop hop, Emitter emitter) {
        this.hop = hop;
        this.batch = new HopBatch(hop, emitter);
    }

    Hop hop() {
        return hop;
    }

    /** The half before the hop of the stage that the edge leads to. */
    HopInput input(Edge edge, Stage stage) {
        Routing routing = Routing.of(stage, edge.port());
        KeyedOutput output = (key, value) ->
                routing.send(key, hop.partitions(), (partition, to) -> batch.add(partition, edge.stage(), to, value));
        HopInput input = StageInputs.of(stage, edge, output);
        inputs.add(input);
        return input;
    }

    void flush() {
        inputs.forEach(HopInput::flush);
        batch.flush();
    }

    void marker(String sender, Reached reached) {
        batch.marker(sender, reached);
    }
}
