package io.weirpool.app.operate;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.config.Setting;
import io.weirpool.common.config.Settings;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Name;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The definitions in a directory: its {@code .sql} files, not those of directories in it, by name. */
public final class DefinitionFiles {
    private DefinitionFiles() {}

    /**
     * Reads them all.
     *
     * @throws WeirpoolException {@code DEFINITIONS_MISSING} when there is none, or one cannot be read
     */
    public static List<SourceFile> read(Path directory) {
        List<SourceFile> files = new ArrayList<>();
        for (Path path : list(directory)) {
            files.add(new SourceFile(path.getFileName().toString(), text(path)));
        }
        if (files.isEmpty()) {
            throw missing(
                    "there is no .sql file in " + directory.toAbsolutePath().normalize());
        }
        return files;
    }

    /**
     * Name of the pipeline: {@code pipeline} in {@code weirpool.yaml}, or {@code main} without one.
     *
     * @throws WeirpoolException {@code CONFIG_INVALID} when the file cannot be understood
     */
    public static Name pipeline(Path directory) {
        Path file = directory.resolve("weirpool.yaml");
        if (!Files.exists(file)) {
            return new Name("main");
        }
        Settings settings = Settings.load(List.of(file), Map.of());
        Setting<String> name = settings.text("pipeline", "main");
        settings.rejectIfInvalid();
        return new Name(name.value());
    }

    private static List<Path> list(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw missing(directory.toAbsolutePath().normalize() + " is not a directory");
        }
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.filter(path -> path.getFileName().toString().endsWith(".sql") && Files.isRegularFile(path))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw missing("cannot list " + directory + ": " + e);
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw missing(path + " is not UTF-8");
        } catch (IOException e) {
            throw missing("cannot read " + path + ": " + e);
        }
    }

    private static WeirpoolException missing(String detail) {
        return new WeirpoolException(ErrorCode.DEFINITIONS_MISSING, detail);
    }
}
