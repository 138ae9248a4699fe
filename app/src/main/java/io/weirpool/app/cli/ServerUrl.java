package io.weirpool.app.cli;

import io.weirpool.common.error.Excerpt;
import java.net.URI;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The {@code --url} of verbs that talk to a running Weirpool. */
final class ServerUrl {
    private ServerUrl() {}

    /** @throws ParameterException when it is no http or https URL with a host */
    static URI checked(URI url, CommandSpec spec) {
        if (!String.valueOf(url.getScheme()).matches("https?") || url.getHost() == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--url is " + Excerpt.of(url.toString()) + ", wanted such as http://127.0.0.1:8080");
        }
        return url;
    }
}
