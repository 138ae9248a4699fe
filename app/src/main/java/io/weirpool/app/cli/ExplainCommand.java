package io.weirpool.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.weirpool.app.operate.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws the operators of a view that runs, with what went through each. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Draws the operators of a running view, as 'check --explain' does of definitions, each with the"
                + " changes it took in and gave out, and the size of the state of each level.",
        footer = {
            "",
            "Example:",
            "  weirpool explain per_city",
            "",
            "Exit codes: 0 done, 1 refused or not reached, 2 wrong usage."
        })
final class ExplainCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ViewParameter view = new ViewParameter();

    @Mixin
    private ServerOption at = new ServerOption();

    @Option(names = "--json", description = "print the answer as JSON")
    private boolean json;

    @Override
    public void run() {
        JsonNode answer = at.server().get("/v1/operate/views/" + Server.encoded(view.name()) + "/explain");
        spec.commandLine()
                .getOut()
                .println(
                        json ? answer.toPrettyString() : LiveTreeText.of(answer).stripTrailing());
    }
}
