package io.weirpool.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.sql.compile.FunctionLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/sql.md} names the functions there are. {@code -Ddocs.write=true} writes them anew. */
class SqlDocsTest {
    private static final Path DOCS = Path.of("..", "docs", "sql.md");
    private static final String BEGIN = "<!-- functions: begin -->";
    private static final String END = "<!-- functions: end -->";

    @Test
    void functionsNamedAreThere() throws IOException {
        String text = Files.readString(DOCS);
        String names = functions().stream().map(n -> "`" + n + "`").collect(Collectors.joining(", "));
        if (Boolean.getBoolean("docs.write")) {
            String before = text.substring(0, text.indexOf(BEGIN) + BEGIN.length());
            text = before + "\n" + names + "\n" + text.substring(text.indexOf(END));
            Files.writeString(DOCS, text);
        }
        String section = text.substring(text.indexOf(BEGIN), text.indexOf(END));
        Set<String> documented = Pattern.compile("`([^`]*)`")
                .matcher(section)
                .results()
                .map(m -> m.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented).isNotEmpty().isSubsetOf(functions());
    }

    private static Set<String> functions() {
        return FunctionLibrary.all().stream()
                .map(f -> f.signature().name())
                .filter(name -> name.matches("[a-z][a-z0-9_]*"))
                .filter(name -> !Set.of("negate", "like", "ilike").contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
