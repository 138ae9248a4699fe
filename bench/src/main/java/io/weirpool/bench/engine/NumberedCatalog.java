package io.weirpool.bench.engine;

import io.weirpool.app.operate.Catalog;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.model.Name;
import java.util.List;
import java.util.Map;

/**
 * A catalog whose flow and versions have a number no earlier run had, so that every run begins at the start of the same
 * logs.
 */
record NumberedCatalog(Catalog catalog, int run) implements Catalog {
    @Override
    public Revision newest(Name pipeline) {
        return catalog.newest(pipeline);
    }

    @Override
    public void createLogs(Name pipeline, List<Source> sources) {
        catalog.createLogs(pipeline, sources);
    }

    @Override
    public Map<String, List<Long>> ends(Name pipeline, List<Source> sources) {
        return catalog.ends(pipeline, sources);
    }

    @Override
    public Map<String, Long> bytes(Name pipeline) {
        return catalog.bytes(pipeline);
    }

    @Override
    public void append(Revision revision) {
        catalog.append(new Revision(
                revision.number(),
                revision.base(),
                revision.pipeline(),
                revision.files(),
                revision.sources(),
                revision.views().stream().map(this::numbered).toList()));
    }

    private View numbered(View view) {
        return new View(
                view.name(),
                run,
                run,
                view.sql(),
                view.columns(),
                view.key(),
                view.indexes(),
                view.partitions(),
                view.inputs(),
                view.options());
    }
}
