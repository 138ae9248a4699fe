package io.weirpool.bench.scale;

import java.util.ArrayList;
import java.util.List;

/**
 * One thing to run.
 *
 * @param varies what it is compared with its neighbours for
 * @param instances processes of processor and sink
 * @param partitions of the log, all together
 * @param keys that events have
 * @param events in the log before anything starts
 */
record Case(String varies, int instances, int partitions, int keys, long events) {
    /** Of cases that vary something else. */
    private static final int PARTITIONS = 2;

    private static final int KEYS_OF_INSTANCES = 100_000;
    private static final int KEYS_OF_BACKLOG = 10_000;
    /** Enough that most keys come, and some again. */
    private static final long EVENTS_PER_KEY = 2;

    private static final long EVENTS_OF_KEYS_MIN = 1_000_000;

    /** For processes, and so many partitions for each of them. */
    static List<Case> ofInstances(List<Integer> instances, List<Integer> partitionsEach, long events) {
        List<Case> cases = new ArrayList<>();
        for (int count : instances) {
            for (int each : partitionsEach) {
                cases.add(new Case("instances", count, count * each, KEYS_OF_INSTANCES, events));
            }
        }
        return cases;
    }

    static List<Case> ofKeys(List<Integer> keys) {
        return keys.stream()
                .map(count ->
                        new Case("keys", 1, PARTITIONS, count, Math.max(EVENTS_OF_KEYS_MIN, count * EVENTS_PER_KEY)))
                .toList();
    }

    static List<Case> ofBacklog(List<Long> events) {
        return events.stream()
                .map(count -> new Case("backlog", 1, PARTITIONS, KEYS_OF_BACKLOG, count))
                .toList();
    }
}
