package io.weirpool.bench.report;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that measures: it prints its table and keeps it, under a heading, in {@code bench/RESULTS.md}. */
public abstract class Measurement implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "prints an array of objects")
    private boolean json;

    /**
     * What was found.
     *
     * @param conditions what the figures depend on, in words
     */
    public record Found(String conditions, Table table) {}

    /**
     * Measures.
     *
     * @param directory for whatever is written meanwhile; gone afterwards
     * @param tell takes a line each time that something is known
     */
    protected abstract Found measure(Path directory, Consumer<String> tell) throws Exception;

    /** Looks at the options before anything is started. */
    protected void check() {}

    /** Under what heading the figures are kept; what was kept there before is gone. */
    protected String section() {
        return spec.name();
    }

    /** For an option that cannot be as it is: exit code 2. */
    protected ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    @Override
    public final Integer call() throws Exception {
        check();
        try (Workplace place = Workplace.make()) {
            Found found = measure(place.directory(), spec.commandLine().getErr()::println);
            new Results(Workplace.home().resolve("bench/RESULTS.md"))
                    .keep(section(), Machine.here(Workplace.home()), found.conditions(), found.table());
            Table table = found.table();
            spec.commandLine().getOut().println(json ? table.json() : table.markdown());
        }
        return 0;
    }
}
