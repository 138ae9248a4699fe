package io.weirpool.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** {@code weirpool dev} as a process of its own, as a user runs it: started, asked, stopped, killed. */
public final class DevProcess implements Running, AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(4); // a busy machine; nothing is asserted on it

    private final Path data;
    private final Path output;
    private final Process process;

    private DevProcess(Path data, Path output, Process process) {
        this.data = data;
        this.output = output;
        this.process = process;
    }

    /** Starts on the definitions in {@code dir} and returns when it is ready. */
    public static DevProcess start(Path dir, Path data) throws IOException {
        return ready(begin(dir, data), data);
    }

    /** The same with these classes in place of the product's. */
    static DevProcess patched(Path classes, Path dir, Path data) throws IOException {
        return ready(begin(data, ProductProcess.patched(classes, arguments(dir, data))), data);
    }

    /** The same, and it applies what is saved in {@code dir}. */
    static DevProcess watching(Path dir, Path data) throws IOException {
        return ready(begin(dir, data, "--watch"), data);
    }

    private static DevProcess ready(DevProcess dev, Path data) {
        dev.await(data.resolve("weirpool.env"));
        dev.requireAlive();
        return dev;
    }

    /** Starts, and returns at once. */
    static DevProcess begin(Path dir, Path data, String... options) throws IOException {
        return begin(data, ProductProcess.command(arguments(dir, data, options)));
    }

    private static String[] arguments(Path dir, Path data, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("dev", "--dir", dir.toString(), "--data", data.toString(), "--port", "0"));
        arguments.addAll(List.of(options));
        return arguments.toArray(String[]::new);
    }

    private static DevProcess begin(Path data, List<String> command) throws IOException {
        Files.createDirectories(data);
        Path output = Files.createTempFile(data.getParent(), "dev", ".out");
        Files.deleteIfExists(data.resolve("weirpool.env"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new DevProcess(data, output, process);
    }

    /** Until the file is there, or the process has ended. */
    void await(Path file) {
        try {
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(10))
                    .atMost(READY_WITHIN)
                    .until(() -> !process.isAlive() || Files.exists(file));
        } catch (ConditionTimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException("dev makes no " + file + ":\n" + output() + log(), e);
        }
    }

    private void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("dev ended with " + process.exitValue() + ":\n" + output() + log());
        }
    }

    /** The end of its log file. */
    private String log() {
        try {
            String all = Files.readString(data.resolve("logs").resolve("weirpool.log"));
            return all.substring(Math.max(0, all.length() - 10_000));
        } catch (IOException e) {
            return e.toString();
        }
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }

    String env(String name) {
        Properties values = new Properties();
        try (var reader = Files.newBufferedReader(data.resolve("weirpool.env"))) {
            values.load(reader);
        } catch (IOException e) {
            throw new IllegalStateException("no weirpool.env", e);
        }
        String value = values.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("weirpool.env has no " + name + ": " + values.keySet());
        }
        return value.replaceAll("^['\"]|['\"]$", "");
    }

    @Override
    public String url() {
        return env("WEIRPOOL_HTTP_URL");
    }

    @Override
    public Connection connect() throws SQLException {
        String uri = env("WEIRPOOL_POSTGRES_URL"); // postgresql://user:password@host:port/database
        String[] parts = uri.substring(uri.indexOf("//") + 2).split("[:@/]", -1);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + parts[2] + ":" + parts[3] + "/" + parts[4], parts[0], parts[1]);
    }

    /** kill -9 of the JVM alone: PostgreSQL's processes live on. */
    void kill() {
        process.destroyForcibly();
        waitForEnd();
    }

    /** kill -9 of everything: the JVM, PostgreSQL and each of its processes. */
    void killAll() {
        List<ProcessHandle> all = new ArrayList<>();
        all.add(process.toHandle());
        postmaster().ifPresent(postmaster -> {
            all.add(postmaster);
            all.addAll(postmaster.descendants().toList());
        });
        all.addAll(process.descendants().toList());
        all.forEach(ProcessHandle::destroyForcibly);
        waitForEnd();
    }

    private Optional<ProcessHandle> postmaster() {
        try (Stream<String> lines = Files.lines(data.resolve("postgres").resolve("postmaster.pid"))) {
            return lines.findFirst()
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
                    .filter(this::worksHere);
        } catch (IOException e) {
            return Optional.empty(); // not started yet
        }
    }

    /** A server killed before leaves its file, and its number may be another's by now. */
    private boolean worksHere(ProcessHandle server) {
        return server.info()
                .commandLine()
                .filter(line -> line.contains(data.toString()))
                .isPresent();
    }

    /** SIGTERM, and the exit code. */
    int stop() {
        process.destroy();
        waitForEnd();
        return process.exitValue();
    }

    private void waitForEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("dev does not end:\n" + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
    }
}
