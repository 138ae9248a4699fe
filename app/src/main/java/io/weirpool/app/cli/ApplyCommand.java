package io.weirpool.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.weirpool.app.operate.ApplyClient;
import io.weirpool.app.operate.DefinitionFiles;
import io.weirpool.app.operate.OperateClient;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Hands definitions to a running Weirpool and prints what it did, or the same mistakes as {@code check}. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = "Hands the definitions of a directory to a running Weirpool, which compiles them and starts new"
                + " sources and views, replaces and drops others, and waits until the views can be read. Nothing is"
                + " applied when something is wrong (exit code 1).",
        footer = {
            "",
            "Examples:",
            "  weirpool apply my/pipeline",
            "  weirpool apply my/pipeline --url http://10.0.0.7:8080",
            "",
            "Exit codes: 0 applied or nothing new, 1 refused or no answer, 2 wrong usage."
        })
final class ApplyCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "where the .sql files and weirpool.yaml are")
    private Path directory = Path.of(".");

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "the running Weirpool (default: ${DEFAULT-VALUE}, or what WEIRPOOL_HTTP_URL says)",
            defaultValue = "${env:WEIRPOOL_HTTP_URL:-http://127.0.0.1:8080}")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "how long to wait until new views can be read (default: ${DEFAULT-VALUE}; 0: not at all)",
            defaultValue = "60")
    private int wait = 60;

    @Option(
            names = "--keep",
            paramLabel = "TIME",
            description =
                    "how long what is replaced is kept up to date for a rollback: 30 s, 10 min, 1 h, 7 d (default: 1"
                            + " h)")
    private @Nullable String keep;

    @Option(
            names = "--throttle",
            paramLabel = "RECORDS",
            description =
                    "read at most so many records a second of the logs until new and replaced views have caught up")
    private @Nullable String throttle;

    @Option(names = "--json", description = "print the answer as JSON")
    private boolean json;

    @Override
    public void run() {
        try {
            apply();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void apply() throws InterruptedException {
        ApplyClient client = new ApplyClient(ServerUrl.checked(url, spec));
        JsonNode applied = client.apply(DefinitionFiles.pipeline(directory), DefinitionFiles.read(directory), query());
        List<String> views = new ArrayList<>();
        applied.path("views").forEach(name -> views.add(name.asText()));
        List<String> notYet = client.awaitReadable(views, Duration.ofSeconds(wait));
        print(applied, notYet);
        if (wait > 0 && !applied.path("replaced").isEmpty()) {
            awaitReplaced(applied);
        }
    }

    private String query() {
        List<String> options = new ArrayList<>();
        if (keep != null) {
            options.add("keep=" + URLEncoder.encode(keep, StandardCharsets.UTF_8));
        }
        if (throttle != null) {
            options.add("throttle=" + URLEncoder.encode(throttle, StandardCharsets.UTF_8));
        }
        return options.isEmpty() ? "" : "?" + String.join("&", options);
    }

    private void awaitReplaced(JsonNode applied) throws InterruptedException {
        OperateClient operate = new OperateClient(url);
        Map<String, Integer> wanted = operate.wanted(applied.path("revision").asLong());
        List<String> replaced = new ArrayList<>();
        applied.path("replaced").forEach(name -> replaced.add(name.asText()));
        wanted.keySet().retainAll(replaced);
        PrintWriter out = spec.commandLine().getOut();
        boolean live = new BuildProgress(operate, json ? spec.commandLine().getErr() : out)
                .await(wanted, Duration.ofSeconds(wait));
        if (!json) {
            out.println(live ? "live now: " + wanted : "not live yet, it goes on: " + wanted);
        }
    }

    private void print(JsonNode applied, List<String> notYet) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(applied.toPrettyString());
            return;
        }
        List<String> done = new ArrayList<>();
        applied.path("sources").forEach(name -> done.add("created source " + name.asText()));
        applied.path("views").forEach(name -> done.add("created view " + name.asText()));
        applied.path("replaced").forEach(name -> done.add("replaces view " + name.asText()));
        applied.path("dropped").forEach(name -> done.add("dropped " + name.asText()));
        done.forEach(out::println);
        out.println(
                done.isEmpty()
                        ? "nothing is new: the catalog stays at revision " + applied.path("revision")
                        : "the catalog is at revision " + applied.path("revision"));
        if (!notYet.isEmpty() && wait > 0) {
            out.println("not readable yet: " + String.join(", ", notYet) + "; GET /readyz says why");
        }
    }
}
