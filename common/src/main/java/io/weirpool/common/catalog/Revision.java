package io.weirpool.common.catalog;

import io.weirpool.common.model.Name;
import java.util.List;
import java.util.Optional;

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
 */
public record Revision(
        long number, long base, Name pipeline, List<SourceFile> files, List<Source> sources, List<View> views) {
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
