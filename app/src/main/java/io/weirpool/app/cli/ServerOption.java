package io.weirpool.app.cli;

import io.weirpool.app.dev.EnvironmentFile;
import io.weirpool.app.operate.Server;
import io.weirpool.common.error.Excerpt;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code --url} of verbs that talk to a running Weirpool; their token is in the environment, see {@link Server}. */
final class ServerOption {
    private static final String LOCAL = "http://127.0.0.1:8080";
    private static final String VARIABLE = "WEIRPOOL_HTTP_URL";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "the running Weirpool (default: what WEIRPOOL_HTTP_URL says, else the 'dev' that keeps its data"
                            + " in ./.weirpool, else " + LOCAL
                            + "); its token, where it asks for one, in the environment's"
                            + " WEIRPOOL_TOKEN; the authority of its certificate, where it is a private one, in the PEM"
                            + " file WEIRPOOL_CA, and what the client shows in WEIRPOOL_CLIENT_CERTIFICATE and"
                            + " WEIRPOOL_CLIENT_KEY")
    private @Nullable URI url;

    /** @throws ParameterException when it is no http or https URL with a host */
    Server server() {
        URI server = url == null ? byDefault() : url;
        if (!String.valueOf(server.getScheme()).matches("https?") || server.getHost() == null) {
            throw mistake("--url", server.toString());
        }
        return new Server(server);
    }

    private URI byDefault() {
        String said = System.getenv(VARIABLE);
        if (said == null || said.isBlank()) {
            return URI.create(
                    EnvironmentFile.variable(Path.of(DevCommand.DATA), VARIABLE).orElse(LOCAL));
        }
        try {
            return new URI(said.strip());
        } catch (URISyntaxException e) {
            throw mistake(VARIABLE, said);
        }
    }

    private ParameterException mistake(String where, String said) {
        return new ParameterException(
                spec.commandLine(), where + " is " + Excerpt.of(said) + ", wanted such as " + LOCAL);
    }
}
