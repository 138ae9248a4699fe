package io.weirpool.app.demo;

import io.weirpool.app.dev.Dev;
import java.io.PrintWriter;

/** Lines to paste. */
final class WhereToGoOn {
    private WhereToGoOn() {}

    static void print(Example example, Dev dev, PrintWriter out) {
        out.println("Look around while it runs:");
        example.goOn(dev.postgresUri(), dev.url().toString()).forEach(line -> out.println("  " + line));
        out.println();
    }
}
