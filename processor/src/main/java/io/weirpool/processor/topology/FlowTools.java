package io.weirpool.processor.topology;

import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.processor.state.FilterMemory;
import io.weirpool.processor.state.KnownKeys;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What tasks use besides their plan.
 *
 * @param metrics where they count
 * @param inMemory whether stores are on the heap and restored from their changelogs at each start
 * @param pace of the flow's commits
 * @param limit to reading the logs
 */
record FlowTools(MeterRegistry metrics, boolean inMemory, CommitPace pace, Pace limit) {
    /** A task's store as its operators see it; closed with the task. */
    KnownKeys opened(KeyValueStore<Bytes, byte[]> store) {
        return new KnownKeys(new StreamsStore(store), inMemory ? FilterMemory.none() : FilterMemory.ofProcess());
    }
}
