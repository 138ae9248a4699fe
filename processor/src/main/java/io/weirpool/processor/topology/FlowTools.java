package io.weirpool.processor.topology;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * What tasks use besides their plan.
 *
 * @param metrics where they count
 * @param inMemory whether stores are on the heap and restored from their changelogs at each start
 * @param pace of the flow's commits
 * @param limit to reading the logs
 */
record FlowTools(MeterRegistry metrics, boolean inMemory, CommitPace pace, Pace limit) {}
