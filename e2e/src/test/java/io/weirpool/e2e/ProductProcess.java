package io.weirpool.e2e;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How the product is started as a process of its own. */
final class ProductProcess {
    private ProductProcess() {}

    private static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1");

    /** {@code weirpool} with these arguments. */
    static List<String> command(String... arguments) {
        return command(packaged(), Optional.empty(), arguments);
    }

    /** The same with these classes in place of its own of the same names. */
    static List<String> patched(Path classes, String... arguments) {
        return command(Optional.empty(), Optional.of(classes), arguments);
    }

    private static List<String> command(Optional<Path> packaged, Optional<Path> before, String... arguments) {
        List<String> command = new ArrayList<>(JAVA);
        packaged.flatMap(jar -> ClassArchive.of(jar, JAVA)).ifPresent(archive -> {
            command.addAll(List.of("-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
            command.add("-XX:SharedArchiveFile=" + archive);
        });
        String classPath = packaged.map(Path::toString).orElseGet(ProductProcess::classPath);
        command.addAll(List.of(
                "-cp", before.map(classes -> classes + File.pathSeparator).orElse("") + classPath));
        command.add("io.weirpool.app.cli.Main");
        command.addAll(List.of(arguments));
        return command;
    }

    /** What it prints, once it has ended well. */
    static String output(String... arguments) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command(arguments)).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(process.exitValue() + ": " + output);
        }
        return output;
    }

    /** What is shipped, which names its libraries itself. */
    private static Optional<Path> packaged() {
        return Arrays.stream(classPath().split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith("weirpool.jar"))
                .findFirst()
                .map(Path::of);
    }

    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
