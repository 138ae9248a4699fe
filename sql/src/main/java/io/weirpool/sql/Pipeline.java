package io.weirpool.sql;

import io.weirpool.common.catalog.Source;
import io.weirpool.sql.plan.ViewPlan;
import java.util.List;

/**
 * A directory of definitions, compiled.
 *
 * @param sources in the order declared
 * @param views materialized views in the order declared; plain views are expanded into them
 */
public record Pipeline(List<Source> sources, List<ViewPlan> views) {
    public Pipeline {
        sources = List.copyOf(sources);
        views = List.copyOf(views);
    }
}
