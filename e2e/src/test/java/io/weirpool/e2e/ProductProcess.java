package io.weirpool.e2e;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How the product is started as a process of its own. */
final class ProductProcess {
    private ProductProcess() {}

    /** {@code weirpool} with these arguments. */
    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", classPath(), "io.weirpool.app.cli.Main"));
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

    /** What is shipped when it is packaged, which names its libraries itself; else the modules' classes. */
    private static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith("weirpool.jar"))
                .findFirst()
                .orElse(all);
    }
}
