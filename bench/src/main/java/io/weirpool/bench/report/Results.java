package io.weirpool.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code RESULTS.md}: a section for each benchmark, the last figures only; git has the others. */
public final class Results {
    private static final String TITLE =
            "# Last figures\n\nWritten by `./weirpool bench`; compare only what stands in one section.\n";

    private final Path file;

    public Results(Path file) {
        this.file = file;
    }

    /** Replaces the benchmark's section, or adds it at the end. */
    public void keep(String benchmark, Machine machine, String conditions, Table table) {
        String section = "\n## %s\n\n%s. %s.\n\n%s".formatted(benchmark, machine, conditions, table.markdown());
        try {
            String before = Files.exists(file) ? Files.readString(file) : TITLE;
            Matcher old = Pattern.compile("\\n## " + Pattern.quote(benchmark) + "\\n.*?(?=\\n## |\\z)", Pattern.DOTALL)
                    .matcher(before);
            String after = old.find() ? old.replaceFirst(Matcher.quoteReplacement(section)) : before + section;
            Files.writeString(file, after);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the figures in " + file, e);
        }
    }
}
