package io.weirpool.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.weirpool.app.operate.OperateClient;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code replay}, {@code resume}, {@code rollback} and {@code cancel} have in common: one view of a running Weirpool. */
abstract class VersionVerb implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "VIEW", description = "name of a materialized view")
    private String view = "";

    @Mixin
    private ServerOption at = new ServerOption();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "how long to wait until it is done, telling how far it is (default: ${DEFAULT-VALUE}; 0: not"
                    + " at all; it goes on in any case)",
            defaultValue = "3600")
    private int wait = 3600;

    /** The last segment of the route. */
    abstract String verb();

    /** Query parameters of the route. */
    abstract Map<String, String> options();

    @Override
    public Integer call() throws InterruptedException {
        OperateClient client = new OperateClient(at.server());
        JsonNode changed = client.verb(view, verb(), options());
        Map<String, Integer> wanted = new TreeMap<>();
        changed.path("views")
                .forEach(v ->
                        wanted.put(v.path("name").asText(), v.path("version").asInt()));
        PrintWriter out = spec.commandLine().getOut();
        out.println("the catalog is at revision " + changed.path("revision").asText() + ", wanted now: " + wanted);
        out.flush();
        if (wait == 0) {
            return 0;
        }
        boolean live = new BuildProgress(client, out).await(wanted, Duration.ofSeconds(wait));
        out.println(live ? "live now: " + wanted : "not live yet, it goes on: " + wanted);
        return live ? 0 : 1;
    }
}
