package io.weirpool.app.operate;

import io.weirpool.app.operate.Alteration.Kind;
import java.util.ArrayList;
import java.util.List;

/** What applying definitions would do, in the order of the catalog, new ones last. */
public record ApplyPlan(List<Alteration> sources, List<Alteration> views) {
    public ApplyPlan {
        sources = List.copyOf(sources);
        views = List.copyOf(views);
    }

    /** Names of the sources of which that becomes. */
    List<String> sources(Kind kind) {
        return names(sources, kind);
    }

    /** Names of the views of which that becomes. */
    List<String> views(Kind kind) {
        return names(views, kind);
    }

    private static List<String> names(List<Alteration> all, Kind kind) {
        return all.stream().filter(a -> a.kind() == kind).map(Alteration::name).toList();
    }

    /** Whether the catalog stays as it is. */
    public boolean isNothing() {
        return sources.stream().allMatch(a -> a.kind() == Kind.UNCHANGED)
                && views.stream().allMatch(a -> a.kind() == Kind.UNCHANGED);
    }

    /** Why it cannot be applied: one paragraph for each refused source. */
    List<String> refusals() {
        List<String> refusals = new ArrayList<>();
        for (Alteration source : sources) {
            if (source.kind() == Kind.REFUSED) {
                refusals.add("source %s is declared differently:%n%s".formatted(source.name(), source.difference()));
            }
        }
        return refusals;
    }
}
