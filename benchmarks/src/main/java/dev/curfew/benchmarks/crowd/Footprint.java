package dev.curfew.benchmarks.crowd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this JVM occupies, as the kernel counts it. */
record Footprint(long threads, long descriptors, long residentBytes) {

    static Footprint now() throws IOException {
        long threads = 0;
        long kilobytes = 0;
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("Threads:")) {
                threads = number(line);
            } else if (line.startsWith("VmRSS:")) {
                kilobytes = number(line);
            }
        }
        return new Footprint(threads, openDescriptors(), kilobytes * 1024);
    }

    private static long openDescriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    private static long number(String line) {
        return Long.parseLong(line.replaceAll("\\D", ""));
    }
}
