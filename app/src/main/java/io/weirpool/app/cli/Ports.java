package io.weirpool.app.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What {@code --port} may be. */
final class Ports {
    private static final int PORT_MAX = 65_535;

    private Ports() {}

    static void check(CommandSpec spec, int port) {
        if (port < 0 || port > PORT_MAX) {
            throw new ParameterException(spec.commandLine(), "--port is 0 to " + PORT_MAX + ", not " + port);
        }
    }
}
