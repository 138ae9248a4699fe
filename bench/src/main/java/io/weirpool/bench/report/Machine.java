package io.weirpool.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Where and of what figures were taken.
 *
 * @param cpu as the kernel names it
 * @param commit short hash; with a plus when files were changed since
 */
public record Machine(String cpu, int processors, long memoryMb, String java, String commit, Instant when) {
    private static final long KIB_PER_MIB = 1024;

    /** This one, now. */
    public static Machine here(Path home) {
        return new Machine(
                field(Path.of("/proc/cpuinfo"), "model name"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong("0" + field(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", "")) / KIB_PER_MIB,
                System.getProperty("java.version"),
                git(home, "describe", "--always", "--dirty=+", "--exclude=*"),
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    private static String field(Path file, String name) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String git(Path home, String... arguments) {
        String[] command = new String[arguments.length + 3];
        System.arraycopy(new String[] {"git", "-C", home.toString()}, 0, command, 0, 3);
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? output.strip() : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, commit %s: %s, %d processors, %d MiB, Java %s",
                when,
                commit,
                cpu,
                processors,
                memoryMb,
                java);
    }
}
