package io.weirpool.e2e;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The archive of classes that {@code ./weirpool} makes for fast starts, made here by the first test that starts the
 * product: some thirty starts, each seconds shorter, pay for it many times over.
 */
final class ClassArchive {
    private ClassArchive() {}

    /** Of this jar and this JVM; none while another JVM of the suite makes it, or when it cannot be made. */
    static Optional<Path> of(Path jar, List<String> java) {
        Path archive = jar.resolveSibling("classes-" + System.getProperty("java.version") + ".jsa");
        try (FileChannel channel = FileChannel.open(
                        jar.resolveSibling("classes.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null && !fits(archive, jar)) {
                make(archive, jar, java);
            }
            return Optional.of(archive).filter(made -> fits(made, jar));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static boolean fits(Path archive, Path jar) {
        try {
            return Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void make(Path archive, Path jar, List<String> java) throws IOException, InterruptedException {
        Path unfinished = archive.resolveSibling("classes.new");
        Files.deleteIfExists(unfinished);
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("-XX:ArchiveClassesAtExit=" + unfinished, "-jar", jar.toString(), "warm-up"));
        Process warmUp = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (warmUp.waitFor() == 0 && Files.exists(unfinished)) {
            Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
