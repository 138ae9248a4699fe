package io.weirpool.processor.task;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Name;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What the catalog wants of a flow now: which of its versions somebody still needs, and how its sources are declared. The
 * other versions stay in its topology, which never changes, but take nothing more in and send nothing more out. Read by
 * tasks, changed by who follows the catalog.
 */
public final class Wanted {
    private final Supplier<CompletableFuture<Void>> catchUp;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile Set<Integer> retired = Set.of();
    private volatile Map<Name, Source> declared = Map.of();

    /** Nobody follows a catalog: what is said here is all there is. */
    public Wanted() {
        this(() -> CompletableFuture.completedFuture(null));
    }

    /** @param catchUp is completed when all that the catalog says at the time of the call has been said here */
    public Wanted(Supplier<CompletableFuture<Void>> catchUp) {
        this.catchUp = catchUp;
    }

    /** Nobody waits for the catalog any more. */
    public void end() {
        ended.complete(null);
    }

    /**
     * Returns when all that the catalog says now has been said here; waits for as long as it cannot be read.
     *
     * @throws WeirpoolException {@code NOT_READY} when the flow is stopped before
     */
    void catchUp() {
        try {
            CompletableFuture.anyOf(catchUp.get(), ended).join();
        } catch (CompletionException e) {
            throw new WeirpoolException(ErrorCode.NOT_READY, "the catalog is no longer followed", e);
        }
        if (ended.isDone()) {
            throw new WeirpoolException(ErrorCode.NOT_READY, "the flow is being stopped");
        }
    }

    /** From now on nothing is done for these. */
    public void retire(Collection<View> views) {
        Set<Integer> numbers = views.stream().map(ViewProgram::number).collect(Collectors.toUnmodifiableSet());
        if (!numbers.equals(retired)) {
            retired = numbers;
        }
    }

    /** Commands may be of these declarations from now on; the flow itself goes on with those it was built on. */
    public void declare(Collection<Source> sources) {
        declared = sources.stream().collect(Collectors.toUnmodifiableMap(Source::name, Function.identity()));
    }

    /** How the source is declared now; as the flow knows it, when the catalog does not have it. */
    Source now(Source own) {
        return declared.getOrDefault(own.name(), own);
    }

    /** Numbers of those that nothing is done for; the same object for as long as they are the same. */
    Set<Integer> retired() {
        return retired;
    }

    boolean has(ViewProgram program) {
        Set<Integer> gone = retired;
        return gone.isEmpty()
                || !gone.contains(program.number()); // asked for each command; a number would be an object
    }
}
