package io.weirpool.app.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Where the process begins. */
public final class Main {
    private Main() {}

    /** Runs a verb and ends the process with its exit code. */
    public static void main(String[] args) {
        // Must be set before Calcite loads; the launcher sets it too, java -jar does not.
        System.setProperty("calcite.default.charset", "UTF-8");
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(commandLine(out, err).execute(args));
    }

    /** The whole command, printing where it is told to; tests call it in their own process. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return new CommandLine(new WeirpoolCommand())
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new UsageMistakes())
                .setExecutionExceptionHandler(new Failures());
    }
}
