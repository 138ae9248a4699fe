package io.weirpool.app.operate;

import io.weirpool.app.query.VersionTable.Version;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.View;
import io.weirpool.common.model.Name;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The catalog without versions that nobody needs any more: warm ones whose time is over, ones that were to be built and are
 * not wanted now. With nothing more computed for broken ones, and with those noted that are warm, which processors do when
 * they have nothing better to do.
 */
final class Tidied {
    private final Revision current;
    private final List<Version> versions;

    private Tidied(Revision current, List<Version> versions) {
        this.current = current;
        this.versions = versions;
    }

    /**
     * The revision to append; empty when all that there is is needed.
     *
     * @param versions what they are in the database
     */
    static Optional<Revision> of(Revision current, List<Version> versions) {
        Tidied tidied = new Tidied(current, versions);
        Set<View> needless = tidied.needless();
        Set<View> broken = tidied.broken();
        List<String> kept = tidied.kept(needless);
        return needless.isEmpty()
                        && broken.isEmpty()
                        && kept.equals(current.history().kept())
                ? Optional.empty()
                : Optional.of(NextRevision.tidied(current, needless, broken, kept));
    }

    private Set<View> needless() {
        return current.history().former().stream()
                .filter(former -> versions.stream()
                        .anyMatch(v -> isOf(former, v)
                                && (v.is("building") || v.is("broken") || (v.is("warm") && v.expired()))))
                .filter(former -> liveIsWanted(former.name()))
                .collect(Collectors.toSet());
    }

    private List<String> kept(Set<View> needless) {
        return current.history().former().stream()
                .filter(former -> !needless.contains(former))
                .filter(former -> versions.stream().anyMatch(v -> isOf(former, v) && v.is("warm")))
                .map(View::versionedName)
                .sorted()
                .toList();
    }

    /** While versions are about to change places, all stay. A broken one that is wanted waits for a person. */
    private boolean liveIsWanted(Name view) {
        return current.view(view.value())
                .filter(wanted -> versions.stream().anyMatch(v -> isOf(wanted, v) && (v.is("live") || v.is("broken"))))
                .isPresent();
    }

    /** Those that are still computed. */
    private Set<View> broken() {
        return current.versions().stream()
                .filter(view -> versions.stream().anyMatch(v -> isOf(view, v) && v.is("broken")))
                .filter(view -> current.build(view.flow())
                        .filter(build -> build.retired().contains(view))
                        .isEmpty())
                .collect(Collectors.toSet());
    }

    private static boolean isOf(View view, Version version) {
        return version.view().equals(view.name().value()) && version.version() == view.version();
    }
}
