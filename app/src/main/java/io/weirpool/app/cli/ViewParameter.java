package io.weirpool.app.cli;

import io.weirpool.common.error.Excerpt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The VIEW of verbs that ask about one. */
final class ViewParameter {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "VIEW", description = "name of the view")
    private String view = "";

    /** @throws ParameterException when it cannot be one */
    String name() {
        if (!view.matches("[a-z][a-z0-9_]*")) {
            throw new ParameterException(spec.commandLine(), Excerpt.of(view) + " is no name of a view");
        }
        return view;
    }
}
