package io.weirpool.app.cli;

import io.weirpool.app.operate.Server;
import io.weirpool.common.error.Excerpt;
import java.net.URI;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code --url} of verbs that talk to a running Weirpool; their token is in the environment, see {@link Server}. */
final class ServerOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "the running Weirpool (default: ${DEFAULT-VALUE}, or what WEIRPOOL_HTTP_URL says); its token,"
                    + " where it asks for one, in the environment's WEIRPOOL_TOKEN",
            defaultValue = "${env:WEIRPOOL_HTTP_URL:-http://127.0.0.1:8080}")
    private URI url = URI.create("http://127.0.0.1:8080");

    /** @throws ParameterException when it is no http or https URL with a host */
    Server server() {
        if (!String.valueOf(url.getScheme()).matches("https?") || url.getHost() == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--url is " + Excerpt.of(url.toString()) + ", wanted such as http://127.0.0.1:8080");
        }
        return new Server(url);
    }
}
