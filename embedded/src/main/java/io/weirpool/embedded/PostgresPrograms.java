package io.weirpool.embedded;

import io.zonky.test.db.postgres.util.ArchUtils;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once per user (about 60 MB) from zonky's archive for this platform.
 *
 * <p>zonky's own runner is not used: killed while it unpacks, it leaves a directory it never mends, and it waits for a
 * server that has refused to start until its time is over.
 */
final class PostgresPrograms {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresPrograms.class);

    private final Path home;

    private PostgresPrograms(Path home) {
        this.home = home;
    }

    /** Unpacks them unless they are there. Processes that start at the same time wait for each other. */
    static PostgresPrograms unpacked() throws IOException {
        byte[] archive = archive();
        Path home = cache().resolve("PG-" + digest(archive));
        if (!Files.exists(home)) {
            unpackOnce(archive, home);
        }
        return new PostgresPrograms(home);
    }

    private static Path cache() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base =
                cache != null && !cache.isBlank() ? Path.of(cache) : Path.of(System.getProperty("user.home"), ".cache");
        Path wanted = base.resolve("weirpool").resolve("postgresql");
        try {
            Files.createDirectories(wanted);
            if (Files.isWritable(wanted)) {
                return wanted;
            }
        } catch (IOException e) {
            LOG.debug("cannot make {}: unpacking into the temporary directory", wanted, e);
        }
        return Path.of(System.getProperty("java.io.tmpdir"), "weirpool-" + System.getProperty("user.name"));
    }

    /** The first on the class path: zonky's own resolver gives up where one archive can be reached by two ways. */
    private static byte[] archive() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String machine = ArchUtils.normalize(System.getProperty("os.arch"));
        String name = "/postgres-" + system + "-" + machine + ".txz";
        try (InputStream in = PostgresPrograms.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("this build has no PostgreSQL for " + system + " on " + machine
                        + "; it is packaged for the platform that Maven ran on");
            }
            return in.readAllBytes();
        }
    }

    private static String digest(byte[] archive) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(digest).substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** Beside, and renamed when whole: what a killed process left is thrown away. */
    private static void unpackOnce(byte[] archive, Path home) throws IOException {
        Files.createDirectories(home.getParent());
        synchronized (PostgresPrograms.class) { // file locks are a process's, not a thread's
            try (FileChannel file = FileChannel.open(
                            home.resolveSibling("unpack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = file.lock()) {
                if (!Files.exists(home) && lock.isValid()) {
                    Path beside = home.resolveSibling("unpacking");
                    Directories.delete(beside);
                    unpack(archive, beside);
                    Files.move(beside, home, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
    }

    private static void unpack(byte[] archive, Path directory) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = directory.resolve(entry.getName()).normalize();
                Path parent = path.getParent();
                if (parent == null || !path.startsWith(directory)) {
                    throw new IOException("the archive of PostgreSQL reaches out of its directory: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(parent);
                    unpackFile(tar, entry, path, parent.endsWith("bin"));
                }
            }
        }
    }

    private static void unpackFile(TarArchiveInputStream tar, TarArchiveEntry entry, Path path, boolean program)
            throws IOException {
        if (entry.isSymbolicLink() || entry.isLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        if (program && !path.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + path + " executable");
        }
    }

    /**
     * Runs a program to its end; what it prints, and what a server it starts prints, goes to a file.
     *
     * @return its exit code
     */
    int run(Path log, String program, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U")); // we are root, which PostgreSQL refuses to be
        }
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start()
                .waitFor();
    }
}
