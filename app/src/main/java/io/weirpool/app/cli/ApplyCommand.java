package io.weirpool.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.weirpool.app.operate.DefinitionFiles;
import io.weirpool.app.operate.OperateClient;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private ServerOption at = new ServerOption();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "how long to wait until new views can be read (default: ${DEFAULT-VALUE}; 0: not at all)",
            defaultValue = "60")
    private int wait = 60;

    @Mixin
    private BuildOption how = new BuildOption();

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
        OperateClient client = new OperateClient(at.server());
        JsonNode applied =
                client.apply(DefinitionFiles.pipeline(directory), DefinitionFiles.read(directory), how.query());
        List<String> views = new ArrayList<>();
        applied.path("views").forEach(name -> views.add(name.asText()));
        List<String> notYet = client.awaitReadable(views, Duration.ofSeconds(wait));
        print(applied, notYet);
        if (wait > 0 && !applied.path("replaced").isEmpty()) {
            awaitReplaced(client, applied);
        }
    }

    private void awaitReplaced(OperateClient operate, JsonNode applied) throws InterruptedException {
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
