package io.weirpool.app.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A verb, run in this process. */
public record Run(int exit, String out, String err) {
    public static Run of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
        return new Run(exit, out.toString(), err.toString());
    }
}
