package io.weirpool.common.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.weirpool.common.model.Name;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole catalog after one apply, as one record of the catalog topic. Followers take the first record they see of
 * each number whose {@code base} is the number they have, and ignore all others; so of two applies on the same base one
 * wins.
 *
 * @param number 1 for the first
 * @param base number this one was built on; {@code number - 1}
 * @param pipeline prefix of all topics
 * @param files the definitions as they were read; compiling them again gives the same plans
 * @param sources all sources
 * @param views the wanted version of every materialized view
 * @param changes what is remembered of replaced and dropped ones; null before there were any
 */
public record Revision(
        long number,
        long base,
        Name pipeline,
        List<SourceFile> files,
        List<Source> sources,
        List<View> views,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable History changes) {
    /** A catalog in which nothing was ever replaced. */
    public Revision(
            long number, long base, Name pipeline, List<SourceFile> files, List<Source> sources, List<View> views) {
        this(number, base, pipeline, files, sources, views, null);
    }

    public Revision {
        files = List.copyOf(files);
        sources = List.copyOf(sources);
        views = List.copyOf(views);
    }

    /**
     * A definition file.
     *
     * @param path relative to the directory, with {@code /}
     */
    public record SourceFile(String path, String text) {}

    /** {@link #changes}, or none. */
    public History history() {
        return changes == null ? History.NONE : changes;
    }

    /** Every version that runs: the wanted ones first. */
    public List<View> versions() {
        return Stream.concat(views.stream(), history().former().stream()).toList();
    }

    /** One that runs. */
    public Optional<View> version(String name, int version) {
        return versions().stream()
                .filter(v -> v.name().value().equals(name) && v.version() == version)
                .findFirst();
    }

    /** Every version a flow ever had that is in its topology, those nobody needs any more too. */
    public List<View> viewsOf(int flow) {
        return Stream.concat(
                        versions().stream().filter(v -> v.flow() == flow),
                        build(flow).stream().flatMap(b -> b.retired().stream()))
                .distinct() // broken ones are both
                .sorted(Comparator.comparing((View v) -> v.name().value()).thenComparing(View::version))
                .toList();
    }

    /** The definitions of a flow that runs. */
    public List<SourceFile> filesOf(int flow) {
        return build(flow).map(History.Build::files).orElse(files); // before anything was replaced there is one set
    }

    public Optional<History.Build> build(int flow) {
        return history().flows().stream().filter(b -> b.flow() == flow).findFirst();
    }

    /** Whether nobody reads what the flow computes, as far as the catalog knows: it keeps versions for a rollback only. */
    public boolean standsBy(int flow) {
        List<View> retired = build(flow).map(History.Build::retired).orElse(List.of());
        return views.stream().noneMatch(v -> v.flow() == flow)
                && history().former().stream()
                        .filter(v -> v.flow() == flow && !retired.contains(v))
                        .allMatch(v -> history().kept().contains(v.versionedName()));
    }

    public static Revision empty(Name pipeline) {
        return new Revision(0, 0, pipeline, List.of(), List.of(), List.of());
    }

    public Optional<Source> source(String name) {
        return sources.stream().filter(s -> s.name().value().equals(name)).findFirst();
    }

    public Optional<View> view(String name) {
        return views.stream().filter(v -> v.name().value().equals(name)).findFirst();
    }
}
