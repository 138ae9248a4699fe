package io.weirpool.sink.postgres;

import io.weirpool.common.catalog.View;
import java.util.List;

/**
 * Versions that take the place of live ones, all in one transaction.
 *
 * @param revision of the catalog that wants them
 * @param next the versions to become live
 * @param live the number of the live version of each; 0 where none is
 * @param keepMillis how long those that are replaced stay warm
 */
public record Takeover(long revision, List<View> next, List<Integer> live, long keepMillis) {
    public Takeover {
        next = List.copyOf(next);
        live = List.copyOf(live);
    }

    String[] names() {
        return next.stream().map(v -> v.name().value()).toArray(String[]::new);
    }

    Integer[] versions() {
        return next.stream().map(View::version).toArray(Integer[]::new);
    }

    Integer[] liveVersions() {
        return live.toArray(Integer[]::new);
    }

    @Override
    public String toString() {
        return String.join(
                ", ", next.stream().map(v -> v.name() + ".v" + v.version()).toList());
    }
}
