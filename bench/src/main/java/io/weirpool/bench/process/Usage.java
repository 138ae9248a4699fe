package io.weirpool.bench.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a process has used so far, as the kernel says; from outside, so that asking costs it nothing. */
public final class Usage {
    private static final Path PROC = Path.of("/proc");
    /** Of {@code /proc/<pid>/stat}; the same on every Linux of the last twenty years. */
    private static final double TICKS_PER_SECOND = 100;

    private static final long KIB = 1024;

    private Usage() {}

    /** CPU seconds of one process, all its threads; 0 once it is gone. */
    public static double cpuSeconds(long pid) {
        return stat(pid).ownSeconds();
    }

    /** CPU seconds of a server that makes a process for each connection: itself, its children, and those that ended. */
    public static double cpuSecondsWithChildren(long pid) {
        Stat parent = stat(pid);
        double seconds = parent.ownSeconds() + parent.endedChildrenSeconds();
        for (long child : children(pid)) {
            seconds += cpuSeconds(child);
        }
        return seconds;
    }

    /** Bytes of memory in use, pages shared with others counted in part; 0 once it is gone. */
    public static long pssBytes(long pid) {
        return kibibytes(PROC.resolve(Long.toString(pid)).resolve("smaps_rollup"), "Pss:");
    }

    /** The same of a server that makes a process for each connection: itself and its children. */
    public static long pssBytesWithChildren(long pid) {
        return pssBytes(pid) + children(pid).stream().mapToLong(Usage::pssBytes).sum();
    }

    /** The most bytes of memory it ever had; 0 once it is gone. */
    public static long peakRssBytes(long pid) {
        return kibibytes(PROC.resolve(Long.toString(pid)).resolve("status"), "VmHWM:");
    }

    /** CPU seconds the whole machine has spent working. */
    public static double machineCpuSeconds() {
        String[] fields =
                text(PROC.resolve("stat")).lines().findFirst().orElse("").split(" +");
        double busy = 0;
        for (int i = 1; i < Math.min(fields.length, 9); i++) {
            boolean idle = i == 4 || i == 5;
            busy += idle ? 0 : Double.parseDouble(fields[i]);
        }
        return busy / TICKS_PER_SECOND;
    }

    private static List<Long> children(long pid) {
        List<Long> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                long other = Long.parseLong(entry.getFileName().toString());
                if (stat(other).parent() == pid) {
                    found.add(other);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("measuring needs /proc", e);
        }
        return found;
    }

    private record Stat(long parent, double ownSeconds, double endedChildrenSeconds) {}

    /** The name of the program, in parentheses, may hold anything: what follows the last of them is counted from. */
    private static Stat stat(long pid) {
        String line = text(PROC.resolve(Long.toString(pid)).resolve("stat"));
        if (line.isEmpty()) {
            return new Stat(-1, 0, 0);
        }
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return new Stat(Long.parseLong(fields[1]), seconds(fields, 11), seconds(fields, 13));
    }

    private static double seconds(String[] fields, int first) {
        return (Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1])) / TICKS_PER_SECOND;
    }

    private static long kibibytes(Path file, String field) {
        return text(file)
                .lines()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) * KIB)
                .findFirst()
                .orElse(0);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return ""; // it has ended meanwhile
        }
    }
}
