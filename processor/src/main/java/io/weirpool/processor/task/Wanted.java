package io.weirpool.processor.task;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.model.Name;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the catalog wants of a flow now: which of its versions somebody still needs, and how its sources are declared. The
 * other versions stay in its topology, which never changes, but take nothing more in and send nothing more out. Read by
 * tasks, changed by who follows the catalog.
 */
public final class Wanted {
    private volatile Set<Integer> retired = Set.of();
    private volatile Map<Name, Source> declared = Map.of();

    /** From now on nothing is done for these. */
    public void retire(Collection<View> views) {
        retired = views.stream().map(ViewProgram::number).collect(Collectors.toUnmodifiableSet());
    }

    /** Commands may be of these declarations from now on; the flow itself goes on with those it was built on. */
    public void declare(Collection<Source> sources) {
        declared = sources.stream().collect(Collectors.toUnmodifiableMap(Source::name, Function.identity()));
    }

    /** How the source is declared now; as the flow knows it, when the catalog does not have it. */
    Source now(Source own) {
        return declared.getOrDefault(own.name(), own);
    }

    boolean has(ViewProgram program) {
        return !retired.contains(program.number());
    }
}
