package io.weirpool.processor.task;

import io.weirpool.processor.operator.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The views that a stage is part of, as one task sees them. Used by one thread. */
final class Readers {
    private final Wanted wanted;
    private final Map<ViewProgram, ViewWriter> writers;
    private @Nullable Set<Integer> known;
    private List<ViewWriter> still = List.of();

    /** {@code writers}: to this task's partition of each view's topic. */
    Readers(Wanted wanted, Map<ViewProgram, ViewWriter> writers) {
        this.wanted = wanted;
        this.writers = writers;
    }

    /** Whether somebody still needs one of them. */
    boolean any() {
        return !still().isEmpty();
    }

    private List<ViewWriter> still() {
        Set<Integer> retired = wanted.retired();
        if (!retired.equals(known)) { // mostly the same object
            known = retired;
            still = writers.entrySet().stream()
                    .filter(entry -> !retired.contains(entry.getKey().number()))
                    .map(Map.Entry::getValue)
                    .toList();
        }
        return still;
    }

    /** Opens or closes an error in each of them. */
    void error(byte[] key, Outcome before, Outcome after) {
        still().forEach(writer -> writer.error(key, before, after));
    }
}
