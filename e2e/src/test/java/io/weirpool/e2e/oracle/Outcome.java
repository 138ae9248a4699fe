package io.weirpool.e2e.oracle;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of a case.
 *
 * @param refused views that did not compile, with the reason
 * @param foreign views that PostgreSQL does not take, with the reason: the grammar's mistake
 * @param errored views for which PostgreSQL had no answer at one point at least, or of which rows had no value
 * @param changed views whose rows were not the same at all points
 */
record Outcome(
        Map<String, String> refused,
        Map<String, String> foreign,
        Set<String> errored,
        Set<String> changed,
        List<Failure> failures) {
    Outcome {
        refused = Map.copyOf(refused);
        foreign = Map.copyOf(foreign);
        errored = Set.copyOf(errored);
        changed = Set.copyOf(changed);
        failures = List.copyOf(failures);
    }
}
