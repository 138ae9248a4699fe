package io.weirpool.common.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page under {@code docs/}, or a part of it between two marks, that is printed from the code. The test that prints it
 * fails when the page says something else; run it with {@code -Ddocs.write=true} to write the page.
 */
public final class GeneratedDoc {
    private static final String BEGIN = "<!-- begin: printed from the code -->\n";
    private static final String END = "<!-- end: printed from the code -->\n";

    private GeneratedDoc() {}

    /** The page {@code docs/name} holds this text between its marks. */
    public static void assertHolds(String name, String generated) throws IOException {
        Path page = Path.of("..", "docs", name);
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        assertThat(begin <= end).as("%s has both marks", page).isTrue();
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(page, text.substring(0, begin) + generated + text.substring(end));
            return;
        }
        assertThat(text.substring(begin, end))
                .as(
                        "docs/%s is out of date: mvn -pl common -am test -Dtest='*Doc*' -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true",
                        name)
                .isEqualTo(generated);
    }
}
