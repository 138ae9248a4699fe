package io.weirpool.processor.topology;

import io.weirpool.processor.operator.HopInput;
import io.weirpool.processor.operator.PartialAggregate;
import io.weirpool.processor.operator.PartialBag;
import java.util.ArrayList;
import java.util.List;

/** What a task holds for one hop: the halves before it of all views that go over it, and the records being filled. */
final class HopSender {
    private final HopBatch batch;
    private final List<HopInput> inputs = new ArrayList<>();

    HopSender(Hop hop, Emitter emitter) {
        this.batch = new HopBatch(hop, emitter);
    }

    /** The half before the hop of a view's stage. */
    HopInput input(ViewProgram program, ViewProgram.Stage stage) {
        HopInput input = stage instanceof ViewProgram.Aggregated aggregated
                ? new PartialAggregate(aggregated.layout(), (key, value) -> batch.add(program.number(), key, value))
                : new PartialBag(
                        ((ViewProgram.Counted) stage).codec(), (key, value) -> batch.add(program.number(), key, value));
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
