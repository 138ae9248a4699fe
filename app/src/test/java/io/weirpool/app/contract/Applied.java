package io.weirpool.app.contract;

import io.weirpool.app.operate.Apply;
import io.weirpool.app.operate.BuildOptions;
import io.weirpool.app.operate.Catalog;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.Name;
import java.util.List;
import java.util.Map;

/** A catalog in memory, to make revisions of definitions as apply does. */
final class Applied implements Catalog {
    private Revision newest;

    private Applied(Name pipeline) {
        newest = Revision.empty(pipeline);
    }

    static Revision of(String pipeline, String definitions) {
        Name name = new Name(pipeline);
        Applied catalog = new Applied(name);
        new Apply(catalog).apply(name, List.of(new SourceFile("a.sql", definitions)), BuildOptions.STANDARD);
        return catalog.newest;
    }

    @Override
    public Revision newest(Name pipeline) {
        return newest;
    }

    @Override
    public void createLogs(Name pipeline, List<Source> sources) {}

    @Override
    public Map<String, List<Long>> ends(Name pipeline, List<Source> sources) {
        return Map.of();
    }

    @Override
    public Map<String, Long> bytes(Name pipeline) {
        return Map.of();
    }

    @Override
    public void append(Revision revision) {
        newest = revision;
    }
}
