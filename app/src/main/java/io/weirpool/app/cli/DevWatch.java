package io.weirpool.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.weirpool.app.operate.DefinitionFiles;
import io.weirpool.app.operate.OperateClient;
import io.weirpool.app.query.RowDifference;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.model.Name;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Applies the definitions of a directory whenever a file has been saved, and tells what that does, how far it is, and in
 * which rows the views are others then. A mistake is told and changes nothing.
 */
final class DevWatch {
    /** Editors write a file in steps: what is applied has stayed the same for so long. */
    private static final long LOOK_AGAIN_MILLIS = 300;

    /** Between two looks at the files while versions are being built. */
    private static final Duration BUILD_LOOK = Duration.ofSeconds(2);

    private final Path directory;
    private final OperateClient client;
    private final RowDifference rows;
    private final PrintWriter out;

    DevWatch(Path directory, OperateClient client, RowDifference rows, PrintWriter out) {
        this.directory = directory;
        this.client = client;
        this.rows = rows;
        this.out = out;
    }

    /** Until interrupted. {@code applied}: what was applied at the start. */
    void run(List<SourceFile> applied) throws InterruptedException {
        List<SourceFile> last = applied;
        List<SourceFile> seen = applied;
        while (true) {
            List<SourceFile> now = read(seen);
            if (now.equals(seen) && !now.equals(last)) {
                last = now;
                tryApply(now);
            }
            seen = now;
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    /** A directory that cannot be read for a moment, or has no file in it, is as it was. */
    private List<SourceFile> read(List<SourceFile> before) {
        try {
            return DefinitionFiles.read(directory);
        } catch (RuntimeException e) {
            return before;
        }
    }

    private void tryApply(List<SourceFile> files) throws InterruptedException {
        try {
            apply(files);
        } catch (RuntimeException e) {
            out.println(Failures.text(e));
        }
        out.flush();
    }

    private void apply(List<SourceFile> files) throws InterruptedException {
        Name pipeline = DefinitionFiles.pipeline(directory);
        JsonNode plan = client.plan(pipeline, files);
        PlanText.lines(plan).forEach(out::println);
        out.flush();
        if (!plan.path("applicable").asBoolean()) {
            return;
        }
        Map<String, Integer> before = live();
        JsonNode applied = client.apply(pipeline, files, Map.of());
        Map<String, Integer> built = client.wanted(applied.path("revision").asLong());
        built.entrySet().removeIf(view -> view.getValue().equals(before.get(view.getKey())));
        BuildProgress progress = new BuildProgress(client, out);
        while (!progress.await(built, BUILD_LOOK)) {
            if (!read(files).equals(files)) {
                out.println("saved again before these were live: " + built);
                return;
            }
        }
        tell(before, built);
    }

    private void tell(Map<String, Integer> before, Map<String, Integer> built) {
        if (!built.isEmpty()) {
            out.println("live now: " + built);
        }
        built.forEach((view, version) -> {
            if (before.containsKey(view)) {
                out.println("view " + view + ":");
                rows.between(new Name(view), before.get(view), version).forEach(out::println);
            }
        });
    }

    private Map<String, Integer> live() {
        Map<String, Integer> live = new TreeMap<>();
        for (JsonNode one : client.versions()) {
            if (one.path("state").asText().equals("live")) {
                live.put(one.path("view").asText(), one.path("version").asInt());
            }
        }
        return live;
    }
}
