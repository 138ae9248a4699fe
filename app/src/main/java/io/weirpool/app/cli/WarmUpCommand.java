package io.weirpool.app.cli;

import io.weirpool.app.demo.Demo;
import io.weirpool.app.demo.DemoConfig;
import io.weirpool.app.demo.Example;
import io.weirpool.app.run.Shutdown;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** For the launcher, once after each build: loads the classes that a start loads, so that the JVM can archive them. */
@Command(
        name = "warm-up",
        hidden = true,
        description = "Starts a whole Weirpool on a temporary directory, and stops it.")
final class WarmUpCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        Shutdown shutdown = Signals.stopping(new Shutdown());
        DemoConfig config = new DemoConfig(Example.flights(), true, 0, 0, false);
        new Demo(config, spec.commandLine().getOut(), shutdown).startOnly();
        shutdown.close();
    }
}
