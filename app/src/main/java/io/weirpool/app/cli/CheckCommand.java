package io.weirpool.app.cli;

import io.weirpool.app.operate.DefinitionFiles;
import io.weirpool.sql.Pipeline;
import io.weirpool.sql.PipelineCompiler;
import io.weirpool.sql.parse.DefinitionException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compiles definitions and prints what they mean, or every mistake with its place. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Compiles the definitions of a directory and prints sources, views, their keys and plans; or every"
                        + " mistake with file:line:column and how to mend it (exit code 1).",
        footer = {
            "",
            "Examples:",
            "  weirpool check examples/flights",
            "  weirpool check --json my/pipeline   the same for programs",
            "",
            "Exit codes: 0 it compiles, 1 it does not, 2 wrong usage."
        })
final class CheckCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "where the .sql files are (default: .)")
    private Path directory = Path.of(".");

    @Option(names = "--json", description = "print one JSON object instead, on success and on mistakes")
    private boolean json;

    @Override
    public void run() {
        CommandLine command = spec.commandLine();
        try {
            Pipeline pipeline = PipelineCompiler.compile(DefinitionFiles.read(directory));
            command.getOut()
                    .println(
                            json
                                    ? PipelineJson.of(pipeline)
                                    : new PipelineText(pipeline).toString().stripTrailing());
        } catch (DefinitionException mistakes) {
            if (json) {
                command.getOut().println(PipelineJson.of(mistakes));
            }
            throw mistakes;
        }
    }
}
