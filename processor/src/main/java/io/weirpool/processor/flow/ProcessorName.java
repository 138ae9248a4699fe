package io.weirpool.processor.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a processor is called in what it tells others: a name that no other has, kept beside its state, so that it is the same
 * after a restart.
 */
final class ProcessorName {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessorName.class);
    private static final String FILE = "processor-name";

    private ProcessorName() {}

    /** The name of whoever has its state there; another one at each call where it cannot be written down. */
    static String of(Path stateDirectory) {
        Path file = stateDirectory.resolve(FILE);
        try {
            if (Files.exists(file)) {
                return UUID.fromString(Files.readString(file).strip()).toString();
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.info("{} is made anew: {}", file, e.toString()); // a process that was killed may have left half of it
        }
        String name = UUID.randomUUID().toString();
        try {
            Files.createDirectories(stateDirectory);
            Files.writeString(file, name);
        } catch (IOException e) {
            LOG.info("{} cannot be written: {}", file, e.toString());
        }
        return name;
    }
}
