package io.weirpool.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verbs. Without one it says so and shows how to ask for help. */
@Command(
        name = "weirpool",
        mixinStandardHelpOptions = true,
        version = "weirpool 0.1.0-SNAPSHOT",
        synopsisSubcommandLabel = "COMMAND",
        header = "Streams settle into tables: SQL views over commands, exactly once in PostgreSQL.",
        description = "%nCommands go in over HTTP or Kafka; SQL views over them are kept up to date; each view is an"
                + " ordinary PostgreSQL table.%n",
        footer = {
            "",
            "Examples:",
            "  weirpool demo                    33,000 real flight reports, end to end",
            "  weirpool demo --once             the same, checked, then stopped",
            "  weirpool check examples/flights  what definitions mean, or what is wrong",
            "  weirpool dev --dir my/pipeline   Kafka, PostgreSQL, Weirpool: one process",
            "  weirpool plan my/pipeline        what apply would do",
            "  weirpool replay per_city         builds a view again, beside the old",
            "  weirpool apply my/pipeline       hands definitions to a running Weirpool",
            "  weirpool status                  how far everything is, and why something waits",
            "  weirpool dead-letters list       what could not be applied, and why",
            "  weirpool explain on_time         its operators, and what went through each",
            "  weirpool verify on_time          proves a table right, against PostgreSQL's own answer",
            "  weirpool run all --config weirpool.yaml",
            "                                   all roles, on your own Kafka and PostgreSQL",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage."
        },
        subcommands = {
            DemoCommand.class,
            DevCommand.class,
            CheckCommand.class,
            PlanCommand.class,
            ApplyCommand.class,
            ReplayCommand.class,
            ResumeCommand.class,
            RollbackCommand.class,
            CancelCommand.class,
            StatusCommand.class,
            DeadLettersCommand.class,
            VerifyCommand.class,
            ExplainCommand.class,
            RunCommand.class,
            TokensCommand.class,
            WarmUpCommand.class
        })
final class WeirpoolCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }

    /** For verbs that print: the writers the whole command was given. */
    static CommandLine commandLineOf(CommandSpec spec) {
        return spec.commandLine();
    }
}
