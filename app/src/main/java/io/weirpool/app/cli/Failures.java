package io.weirpool.app.cli;

import io.weirpool.app.operate.ServerRefusal;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.sql.parse.DefinitionException;
import java.io.PrintWriter;
import picocli.CommandLine;

/**
 * What a person reads when a verb failed: one paragraph, what was seen and what to do. A stack trace only when {@code
 * WEIRPOOL_DEBUG} is set. Exit code 1.
 */
final class Failures implements CommandLine.IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, CommandLine.ParseResult result) {
        PrintWriter err = command.getErr();
        err.println(text(failure));
        if (System.getenv("WEIRPOOL_DEBUG") != null) {
            failure.printStackTrace(err);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    static String text(Exception failure) {
        if (failure instanceof DefinitionException definitions) {
            return String.valueOf(definitions.getMessage());
        }
        if (failure instanceof ServerRefusal refusal) {
            return String.valueOf(refusal.getMessage());
        }
        if (failure instanceof WeirpoolException known) {
            return "weirpool: %s%n  %s (%s)"
                    .formatted(
                            known.getMessage(),
                            known.code().remedy(),
                            known.code().slug());
        }
        return "weirpool: %s%n  This is a defect in Weirpool, please report it; WEIRPOOL_DEBUG=1 shows where it is."
                .formatted(failure);
    }
}
