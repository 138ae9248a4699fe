package io.weirpool.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of {@code examples}, as they are in the jar. */
final class Bundled {
    private Bundled() {}

    /** Copies the definitions to a directory, for a process to start with. */
    static void copyDefinitions(Example example, Path directory) {
        for (String file : example.files()) {
            try (InputStream in = open(example.directory() + "/" + file)) {
                Files.copy(in, directory.resolve(file));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot copy " + file + " to " + directory, e);
            }
        }
    }

    static InputStream open(String file) {
        InputStream stream = Bundled.class.getResourceAsStream("/" + file);
        if (stream == null) {
            throw new IllegalStateException(file + " is not in the jar");
        }
        return stream;
    }
}
