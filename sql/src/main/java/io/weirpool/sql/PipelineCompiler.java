package io.weirpool.sql;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.sql.parse.CalciteCharset;
import io.weirpool.sql.parse.DefinitionException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Definition files to a pipeline: all or nothing. Thread-safe. */
public final class PipelineCompiler {
    /*
     * The parser and the planner recurse. Statements are bounded to 100 nested parentheses and trees to 250 levels; some 30
     * frames of 100 to 200 bytes each per level are below 2 MiB, but the default of a caller's thread is not ours to know.
     */
    private static final long STACK_BYTES = 64L << 20;

    static {
        CalciteCharset.ensure();
    }

    private PipelineCompiler() {}

    /**
     * Compiles all definitions of a directory.
     *
     * @param files in any order; statements can name what later files declare
     * @throws DefinitionException with every mistake found
     */
    public static Pipeline compile(List<SourceFile> files) {
        AtomicReference<Pipeline> result = new AtomicReference<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread =
                new Thread(null, () -> result.set(new Compilation(files).run()), "weirpool-compile", STACK_BYTES);
        thread.setUncaughtExceptionHandler((dead, thrown) -> failure.set(thrown));
        thread.setDaemon(true);
        thread.start();
        join(thread);
        if (failure.get() instanceof RuntimeException e) {
            throw e;
        }
        if (failure.get() instanceof Error e) {
            throw e;
        }
        return requireNonNull(result.get(), "neither a pipeline nor a failure");
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true; // compiling takes a second or two; the caller sees the flag afterwards
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
