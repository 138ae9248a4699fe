package io.weirpool.app.cli;

import io.weirpool.app.operate.DefinitionFiles;
import io.weirpool.app.operate.Preview;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.processor.explain.Explanation;
import io.weirpool.sql.Pipeline;
import io.weirpool.sql.PipelineCompiler;
import io.weirpool.sql.parse.DefinitionException;
import java.nio.file.Path;
import java.util.List;
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
            "  weirpool check --explain my/pipeline",
            "",
            "Exit codes: 0 it compiles, 1 it does not, 2 wrong usage."
        })
final class CheckCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "where the .sql files are (default: .)")
    private Path directory = Path.of(".");

    @Option(
            names = "--explain",
            description = "draw each view's operators instead: what each keeps, by which key, where rows change tasks,"
                    + " and what views share")
    private boolean explain;

    @Option(names = "--json", description = "print one JSON object instead, on success and on mistakes")
    private boolean json;

    @Override
    public void run() {
        CommandLine command = spec.commandLine();
        try {
            List<SourceFile> files = DefinitionFiles.read(directory);
            Pipeline pipeline = PipelineCompiler.compile(files);
            command.getOut().println((explain ? explained(files, pipeline) : described(pipeline)).stripTrailing());
        } catch (DefinitionException mistakes) {
            if (json) {
                command.getOut().println(PipelineJson.of(mistakes));
            }
            throw mistakes;
        }
    }

    private String described(Pipeline pipeline) {
        return json ? PipelineJson.of(pipeline) : new PipelineText(pipeline).toString();
    }

    private String explained(List<SourceFile> files, Pipeline pipeline) {
        Explanation explanation = Preview.explain(DefinitionFiles.pipeline(directory), files, pipeline);
        return json ? ExplanationJson.of(explanation) : new ExplanationText(explanation).toString();
    }
}
