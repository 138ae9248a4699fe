package io.weirpool.sql;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.Name;
import io.weirpool.sql.plan.ViewPlan;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A directory of definitions, compiled.
 *
 * @param sources in the order declared
 * @param views materialized views in the order declared; plain views are expanded into them
 * @param reads for each view, plain ones too, the names it reads
 */
public record Pipeline(List<Source> sources, List<ViewPlan> views, Map<String, Set<String>> reads) {
    public Pipeline {
        sources = List.copyOf(sources);
        views = List.copyOf(views);
        reads = Map.copyOf(reads);
    }

    /** Materialized views that read the view, directly or through others; without itself, in the order declared. */
    public List<ViewPlan> over(Name view) {
        Set<String> found = new LinkedHashSet<>(Set.of(view.value()));
        boolean more = true;
        while (more) {
            more = false;
            for (Map.Entry<String, Set<String>> reader : reads.entrySet()) {
                more |= reader.getValue().stream().anyMatch(found::contains) && found.add(reader.getKey());
            }
        }
        return views.stream()
                .filter(v -> found.contains(v.name().value()) && !v.name().equals(view))
                .toList();
    }
}
