package io.weirpool.bench.cli;

import io.weirpool.bench.engine.EngineCommand;
import io.weirpool.bench.sink.SinkCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The measurements there are. */
@Command(
        name = "weirpool bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "NAME",
        header = "Measures Weirpool, every process counted, and keeps the last figures in bench/RESULTS.md.",
        footer = {
            "",
            "Examples:",
            "  weirpool bench engine             CPU and memory per event, Flink beside it",
            "  weirpool bench sink               rows/s into tables, PostgreSQL's best ways beside it",
            "  weirpool bench engine --help      what can be said of each",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage."
        },
        subcommands = {EngineCommand.class, SinkCommand.class})
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which measurement?");
    }
}
