package io.weirpool.app.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code weirpool.env}: where a running process is reached, as lines a shell can source. It is there, whole, exactly
 * while all is ready. It holds a password, so nobody but its owner may read it.
 */
public final class EnvironmentFile {
    private final Path file;

    EnvironmentFile(Path file) {
        this.file = file;
    }

    /** What a process that keeps its data in this directory wrote last; empty when there is none, or it is not ready. */
    public static Optional<String> variable(Path data, String name) {
        Path file = DataDirectory.environment(data);
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name + "="))
                    .map(line -> line.substring(name.length() + 1))
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty(); // not there, or another user's
        }
    }

    /** In one step: whoever sees the file sees all of it. */
    void write(Map<String, String> variables) {
        String text = variables.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue() + "\n")
                .collect(Collectors.joining());
        try {
            Path beside = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(beside);
            Files.createFile(
                    beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(beside, text);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** What a killed process left says nothing true any more. */
    void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }
}
