package io.weirpool.processor.task;

import io.weirpool.common.catalog.View;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which versions of a flow somebody still needs. The others stay in its topology, which never changes, but take nothing
 * more in and send nothing more out. Read by tasks, changed by who follows the catalog.
 */
public final class Wanted {
    private volatile Set<Integer> retired = Set.of();

    /** From now on nothing is done for these. */
    public void retire(Collection<View> views) {
        retired = views.stream().map(ViewProgram::number).collect(Collectors.toUnmodifiableSet());
    }

    boolean has(ViewProgram program) {
        return !retired.contains(program.number());
    }
}
