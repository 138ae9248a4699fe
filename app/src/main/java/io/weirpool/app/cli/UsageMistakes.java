package io.weirpool.app.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/** Wrong arguments: what is wrong, the near match where there is one, and where the right form stands. Exit code 2. */
final class UsageMistakes implements CommandLine.IParameterExceptionHandler {
    @Override
    public int handleParseException(CommandLine.ParameterException mistake, String[] args) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("weirpool: " + mistake.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(mistake, err);
        err.println("  See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return CommandLine.ExitCode.USAGE;
    }
}
