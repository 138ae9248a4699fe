package io.weirpool.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code weirpool run ROLE} as a process of its own: started, asked, killed, stopped and continued. */
final class RoleProcess implements AutoCloseable {
    private static final Duration SOON = Duration.ofMinutes(4); // a busy machine; nothing is asserted on it
    private static final Pattern READY_LINE = Pattern.compile("(?m)^weirpool: running .* at (http://\\S+)$");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String role;
    private final Path output;
    private final Process process;

    private RoleProcess(String role, Path output, Process process) {
        this.role = role;
        this.output = output;
        this.process = process;
    }

    /** Starts it in a directory of its own; returns at once. */
    static RoleProcess start(String role, Path config, Path directory, String... options) throws IOException {
        Files.createDirectories(directory);
        Path output = directory.resolve("output");
        List<String> arguments = new ArrayList<>(List.of("run", role, "--config", config.toString()));
        arguments.addAll(List.of(options));
        Process process = new ProcessBuilder(ProductProcess.command(arguments.toArray(String[]::new)))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new RoleProcess(role, output, process);
    }

    /** Waits until {@code /readyz} is green. */
    RoleProcess awaitReady() {
        await(role + " ready").atMost(SOON).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(role + " ended with " + process.exitValue() + ":\n" + output());
            }
            return READY_LINE.matcher(output()).find() && get("/readyz").statusCode() == 200;
        });
        return this;
    }

    /** Where it listens; it must have printed it. */
    String url() {
        Matcher line = READY_LINE.matcher(output());
        if (!line.find()) {
            throw new IllegalStateException(role + " has not said where it listens:\n" + output());
        }
        return line.group(1);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofSeconds(30))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** The sum of a metric's series: lines that begin with {@code name}, and contain {@code labels}. */
    double metric(String name, String labels) throws IOException, InterruptedException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name) && line.contains(labels))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly();
        waitForEnd();
    }

    /** SIGTERM; it must end, whatever is away. */
    void terminate() {
        process.destroy();
        waitForEnd();
    }

    /** It stands still, as if its machine did, until it is continued. */
    void stop() {
        signal("-STOP");
    }

    void resume() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            int exit = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill " + signal + " of " + role + ": " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void waitForEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException(role + " does not end:\n" + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
