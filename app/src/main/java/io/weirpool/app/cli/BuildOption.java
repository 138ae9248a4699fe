package io.weirpool.app.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code --keep} and {@code --throttle}, of verbs that build versions. */
final class BuildOption {
    @Mixin
    private KeepOption keep = new KeepOption();

    @Option(
            names = "--throttle",
            paramLabel = "RECORDS",
            description =
                    "read at most so many records a second of the logs until new and replaced views have caught up")
    private @Nullable String throttle;

    /** Query parameters. */
    Map<String, String> query() {
        Map<String, String> query = keep.query();
        if (throttle != null) {
            query.put("throttle", throttle);
        }
        return query;
    }
}
