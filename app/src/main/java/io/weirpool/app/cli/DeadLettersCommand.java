package io.weirpool.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.weirpool.app.operate.Server;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Commands that could not be applied: looked at, sent again, or put aside. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Commands and rows that could not be applied. A command that no view took is sent again as a new"
                + " record of its log; one that a view failed on is mended by mending the view (apply, replay).",
        footer = {
            "",
            "Examples:",
            "  weirpool dead-letters list",
            "  weirpool dead-letters show --source sale --code row-invalid --limit 5",
            "  weirpool dead-letters retry --source sale --since 2026-03-01",
            "  weirpool dead-letters edit shop.sale/3/1207 --payload '{\"id\": 7, \"amount\": 12}'",
            "  weirpool dead-letters discard --view on_time.v2",
            "",
            "Exit codes: 0 done, 1 refused (all or some) or no answer, 2 wrong usage."
        })
final class DeadLettersCommand implements Runnable {
    private static final String PATH = "/v1/operate/dead-letters";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command: list, show, retry, edit or discard?");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Counts letters by cause, the most first.")
    int list(
            @Mixin ServerOption at,
            @Mixin LetterOptions which,
            @Option(names = "--json", description = "print the answer as JSON") boolean json) {
        JsonNode answer = at.server().get(Server.path(PATH, which.query()));
        print(answer, json, () -> LettersText.groups(answer).forEach(out()::println));
        return 0;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows letters one by one.")
    int show(
            @Parameters(paramLabel = "ID", arity = "0..1", description = "of one letter, as list prints it") @Nullable String id,
            @Mixin ServerOption at,
            @Mixin LetterOptions which,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "20",
                            description = "at most so many (default: 20)")
                    int limit,
            @Option(names = "--json", description = "print the answer as JSON") boolean json) {
        Map<String, String> query = which.query(id);
        query.put("limit", Integer.toString(limit));
        JsonNode answer = at.server().get(Server.path(PATH + "/letters", query));
        print(answer, json, () -> LettersText.letters(answer).forEach(out()::println));
        return id != null && answer.path("letters").isEmpty() ? 1 : 0;
    }

    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            description =
                    "Sends commands again that no view took, at most 1000 at once. Each counts once, however often"
                            + " this is repeated. A command of a table stays where a later one of its key stands.")
    int retry(
            @Parameters(paramLabel = "ID", arity = "0..1", description = "of one letter, as list prints it") @Nullable String id,
            @Mixin ServerOption at,
            @Mixin LetterOptions which,
            @Option(names = "--all", description = "every open letter") boolean all,
            @Option(names = "--force", description = "also past a later command of the same key") boolean force,
            @Option(names = "--json", description = "print the answer as JSON") boolean json) {
        return outcome(at.server().post(Server.path(PATH + "/retry", chosen(which, id, all, force))), json);
    }

    @Command(
            name = "edit",
            mixinStandardHelpOptions = true,
            description = "Sends one command again with another payload: a whole row as JSON.")
    int edit(
            @Parameters(paramLabel = "ID", description = "of the letter, as list prints it") String id,
            @Mixin ServerOption at,
            @Option(names = "--payload", paramLabel = "JSON", description = "the row") @Nullable String payload,
            @Option(names = "--file", paramLabel = "FILE", description = "a file with the row") @Nullable Path file,
            @Option(names = "--force", description = "also past a later command of the same key") boolean force,
            @Option(names = "--json", description = "print the answer as JSON") boolean json) {
        if ((payload == null) == (file == null)) {
            throw new ParameterException(spec.commandLine(), "give the row by --payload or by --file");
        }
        String row = payload == null ? read(file) : payload;
        Map<String, String> query = force ? Map.of("id", id, "force", "true") : Map.of("id", id);
        return outcome(at.server().post(Server.path(PATH + "/edit", query), row), json);
    }

    @Command(
            name = "discard",
            mixinStandardHelpOptions = true,
            description = "Puts open letters aside: nothing is to become of them. Their payloads go from the table.")
    int discard(
            @Parameters(paramLabel = "ID", arity = "0..1", description = "of one letter, as list prints it") @Nullable String id,
            @Mixin ServerOption at,
            @Mixin LetterOptions which,
            @Option(names = "--all", description = "every open letter") boolean all) {
        Map<String, String> query = chosen(which, id, all, false);
        query.put("state", "open");
        JsonNode answer = at.server().post(Server.path(PATH + "/discard", query));
        out().println("discarded " + answer.path("discarded").asInt() + " letters");
        return 0;
    }

    private static Map<String, String> chosen(LetterOptions which, @Nullable String id, boolean all, boolean force) {
        Map<String, String> query = which.query(id);
        if (all) {
            query.put("all", "true");
        }
        if (force) {
            query.put("force", "true");
        }
        return query;
    }

    private int outcome(JsonNode answer, boolean json) {
        print(answer, json, () -> LettersText.outcomes(answer).forEach(out()::println));
        return answer.path("refused").isEmpty() ? 0 : 1;
    }

    private void print(JsonNode answer, boolean json, Runnable text) {
        if (json) {
            out().println(answer.toPrettyString());
        } else {
            text.run();
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static String read(@Nullable Path file) {
        try {
            return Files.readString(java.util.Objects.requireNonNull(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
