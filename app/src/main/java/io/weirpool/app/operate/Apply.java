package io.weirpool.app.operate;

import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Name;
import io.weirpool.sql.Pipeline;
import io.weirpool.sql.PipelineCompiler;
import java.util.List;
import java.util.Optional;

/**
 * Makes definitions what the catalog wants: compiles them, compares them with what is there, creates the logs of new
 * sources, and appends one revision. Up to the append nothing is visible to anybody; after it everything is.
 */
public final class Apply {
    private final Catalog catalog;

    public Apply(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * What was done.
     *
     * @param revision the catalog's number now
     * @param sources names of new ones
     * @param views names of new ones
     */
    public record Applied(long revision, List<String> sources, List<String> views) {
        public Applied {
            sources = List.copyOf(sources);
            views = List.copyOf(views);
        }
    }

    /**
     * Applies all definitions of a pipeline, or none.
     *
     * @throws io.weirpool.sql.parse.DefinitionException when they do not compile
     * @throws WeirpoolException {@code DEFINITIONS_CHANGED} when something the catalog holds would change or go; {@code
     *     CATALOG_CONFLICT} when somebody else applied at the same time
     */
    public Applied apply(Name pipeline, List<SourceFile> files) {
        return apply(pipeline, files, PipelineCompiler.compile(files));
    }

    /**
     * The same for definitions that are compiled already.
     *
     * @param wanted what {@code files} compile to
     */
    public Applied apply(Name pipeline, List<SourceFile> files, Pipeline wanted) {
        Revision current = catalog.newest(pipeline);
        check(current, pipeline, wanted);
        Optional<Revision> next = NextRevision.of(current, pipeline, files, wanted);
        if (next.isEmpty()) {
            return new Applied(current.number(), List.of(), List.of());
        }
        List<Source> created = next.get().sources().stream()
                .filter(source -> current.source(source.name().value()).isEmpty())
                .toList();
        catalog.createLogs(pipeline, created);
        catalog.append(next.get());
        return new Applied(
                next.get().number(),
                created.stream().map(source -> source.name().value()).toList(),
                next.get().views().stream()
                        .map(View::name)
                        .map(Name::value)
                        .filter(name -> current.view(name).isEmpty())
                        .toList());
    }

    private static void check(Revision current, Name pipeline, Pipeline wanted) {
        if (current.number() == 0) {
            return;
        }
        if (!current.pipeline().equals(pipeline)) {
            throw new WeirpoolException(
                    ErrorCode.DEFINITIONS_CHANGED,
                    "the catalog holds pipeline %s, these definitions are of pipeline %s"
                            .formatted(current.pipeline(), pipeline));
        }
        List<String> differences = Differences.between(current, wanted);
        if (!differences.isEmpty()) {
            throw new WeirpoolException(
                    ErrorCode.DEFINITIONS_CHANGED,
                    "changing and dropping is not possible yet, but%n%s".formatted(String.join("\n", differences)));
        }
    }
}
