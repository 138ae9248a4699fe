package io.weirpool.ingest.check;

import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.topic.Topics;
import io.weirpool.sql.check.RowChecker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The intake of every source of the catalog's latest revision. Read from any thread, changed by one. */
public final class Intakes {
    private volatile Map<String, Intake> byName = Map.of();

    /** Takes over a revision; sources that did not change keep their intake. */
    public void update(Revision revision) {
        Map<String, Intake> before = byName;
        Map<String, Intake> now = new HashMap<>();
        for (Source source : revision.sources()) {
            String name = source.name().value();
            Intake same = before.get(name);
            now.put(
                    name,
                    same != null && same.source().equals(source)
                            ? same
                            : new Intake(
                                    source, Topics.log(revision.pipeline(), source.name()), RowChecker.of(source)));
        }
        byName = Map.copyOf(now);
    }

    public Optional<Intake> of(String source) {
        return Optional.ofNullable(byName.get(source));
    }

    /** Topics of all sources, sorted. */
    public List<String> logs() {
        return byName.values().stream().map(Intake::log).sorted().toList();
    }

    /** Names, sorted. */
    public List<String> names() {
        return byName.keySet().stream().sorted().toList();
    }
}
