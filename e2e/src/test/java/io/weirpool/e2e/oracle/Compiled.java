package io.weirpool.e2e.oracle;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.e2e.oracle.Case.ViewSpec;
import io.weirpool.e2e.simulation.Pipelines;
import io.weirpool.processor.task.FlowPlan;
import io.weirpool.processor.task.Wanted;
import io.weirpool.sql.parse.DefinitionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The views of a case that compile, as one flow.
 *
 * @param plan null when there are none
 * @param refused the others, with the reason
 * @param broken those that end the compiler with an exception that is no refusal
 */
record Compiled(
        @Nullable FlowPlan plan, List<ViewSpec> views, Map<String, String> refused, Map<String, String> broken) {

    /** Leaves out what is refused, and what reads it, until the rest compiles. */
    static Compiled of(Case given) {
        return of(given, new Wanted());
    }

    /** The same, of which some views may be retired later. */
    static Compiled of(Case given, Wanted wanted) {
        List<ViewSpec> left = new ArrayList<>(given.views());
        Map<String, String> refused = new LinkedHashMap<>();
        Map<String, String> broken = new LinkedHashMap<>();
        while (left.stream().anyMatch(ViewSpec::materialized)) {
            try {
                FlowPlan plan = Pipelines.flow(files(given, left), given.partitions(), wanted);
                return new Compiled(plan, left, refused, broken);
            } catch (DefinitionException e) {
                e.errors().forEach(error -> refused.putIfAbsent(error.path(), error.message()));
                if (!left.removeIf(view -> refused.containsKey(view.name()))) {
                    throw e; // the sources themselves
                }
            } catch (RuntimeException | AssertionError | StackOverflowError e) {
                leaveOutBroken(given, left, refused, broken, e);
            }
            removeReaders(left, refused, given.views());
        }
        return new Compiled(null, List.of(), refused, broken);
    }

    private static void removeReaders(List<ViewSpec> left, Map<String, String> refused, List<ViewSpec> all) {
        for (ViewSpec view : List.copyOf(left)) {
            boolean readsMissing = all.stream().anyMatch(other -> view.reads(other) && !left.contains(other));
            if (readsMissing) {
                refused.put(view.name(), "reads a view that is refused");
                left.remove(view);
            }
        }
    }

    private static void leaveOutBroken(
            Case given, List<ViewSpec> left, Map<String, String> refused, Map<String, String> broken, Throwable cause) {
        int before = left.size();
        List<ViewSpec> fine = new ArrayList<>();
        for (ViewSpec view : List.copyOf(left)) {
            List<ViewSpec> tried = new ArrayList<>(fine);
            tried.add(view);
            try {
                Pipelines.flow(files(given, tried), given.partitions());
                fine.add(view);
            } catch (DefinitionException e) {
                refused.put(view.name(), e.errors().get(0).message());
                left.remove(view);
            } catch (RuntimeException | AssertionError | StackOverflowError e) {
                broken.put(view.name(), Trial.text(e));
                left.remove(view);
            }
        }
        if (left.size() == before) {
            throw new IllegalStateException("all views compile one by one, but not together", cause);
        }
    }

    static List<SourceFile> files(Case given, List<ViewSpec> views) {
        return Stream.concat(
                        given.sources().stream().map(source -> new SourceFile(source.name(), source.sql())),
                        views.stream().map(view -> new SourceFile(view.name(), view.sql())))
                .toList();
    }
}
