package io.weirpool.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * A server's data directory, which is whole whenever it is there: it is made beside and renamed. The password, and what
 * the server prints, lie in files beside it.
 */
final class PostgresDirectory {
    private final Path directory;

    /** @param directory absolute */
    PostgresDirectory(Path directory) {
        this.directory = directory;
    }

    Path path() {
        return directory;
    }

    /** What the server and its programs print. */
    Path log() {
        return beside(".log");
    }

    private Path beside(String suffix) {
        return directory.resolveSibling(directory.getFileName() + suffix);
    }

    /** The superuser's, made when there is none. Nobody but its owner may read the file. */
    String password() throws IOException {
        Path file = beside(".password");
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Files.createDirectories(directory.getParent());
            Path unfinished = beside(".password.new");
            Files.deleteIfExists(unfinished);
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, HexFormat.of().formatHex(random) + "\n");
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }

    /** Makes the directory unless it is there: with the password set, before anybody can connect. */
    void make(PostgresPrograms programs) throws IOException, InterruptedException {
        if (Files.exists(directory)) {
            return;
        }
        password();
        Path unfinished = beside(".new");
        new LeftOverServer(unfinished).end(programs, log()); // an initdb whose JVM was killed
        Directories.delete(unfinished);
        List<String> arguments = List.of(
                "-D",
                unfinished.toString(),
                "-U",
                EmbeddedPostgres.USER,
                "-E",
                "UTF-8",
                "--locale=C",
                "-A",
                "scram-sha-256",
                "--pwfile=" + beside(".password"));
        int exit = programs.run(log(), "initdb", arguments);
        if (exit != 0) {
            throw new IOException("initdb ended with " + exit + "; see " + log());
        }
        Files.writeString(unfinished.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
        Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
    }
}
