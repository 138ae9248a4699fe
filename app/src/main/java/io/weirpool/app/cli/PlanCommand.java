package io.weirpool.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.weirpool.app.operate.DefinitionFiles;
import io.weirpool.app.operate.OperateClient;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what {@code apply} would do. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "What applying the definitions of a directory to a running Weirpool would do: new, replaced and"
                + " dropped sources and views, and how many records would be read again. Nothing is changed.",
        footer = {
            "",
            "Examples:",
            "  weirpool plan my/pipeline",
            "  weirpool plan my/pipeline --json",
            "",
            "Exit codes: 0 it can be applied, 1 it would be refused or no answer, 2 wrong usage."
        })
final class PlanCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "where the .sql files and weirpool.yaml are")
    private Path directory = Path.of(".");

    @Mixin
    private ServerOption at = new ServerOption();

    @Option(names = "--json", description = "print the answer as JSON")
    private boolean json;

    @Override
    public Integer call() {
        OperateClient client = new OperateClient(at.server());
        JsonNode plan = client.plan(DefinitionFiles.pipeline(directory), DefinitionFiles.read(directory));
        if (json) {
            spec.commandLine().getOut().println(plan.toPrettyString());
        } else {
            PlanText.lines(plan).forEach(spec.commandLine().getOut()::println);
        }
        return plan.path("applicable").asBoolean() ? 0 : 1;
    }
}
