package dev.curfew.junit.escape;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A process that was alive when {@code /proc} was read, or shortly before. */
record LiveProcess(long pid, long parent, String commandLine) {

    private static final String GONE = "(gone when it was looked at)";

    /** {@return the process, which {@link #isGone()} if it is dead or gone by now} */
    static LiveProcess look(long pid) {
        try {
            Path folder = Path.of("/proc", String.valueOf(pid));
            String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            if (isAlive(fields[0], Integer.parseInt(fields[17]))) {
                String line = commandLine(folder);
                return new LiveProcess(pid, Long.parseLong(fields[1]), line.isEmpty() ? ofAThread(folder) : line);
            }
        } catch (IOException e) {
            // Gone, or going while its files were read.
        }
        return new LiveProcess(pid, 0, GONE);
    }

    /** {@return whether it was alive no more when it was looked at} */
    boolean isGone() {
        return commandLine.equals(GONE);
    }

    /** {@return whether it has no command line any more: the kernel takes the memory first, and then the process} */
    boolean isEnding() {
        return commandLine.isEmpty();
    }

    private static String commandLine(Path folder) throws IOException {
        return Files.readString(folder.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                .replaceAll("[\0\n]+", " ")
                .strip();
    }

    /** A process whose first thread has ended has none, but its other threads have one. */
    private static String ofAThread(Path folder) throws IOException {
        try (Stream<Path> threads = Files.list(folder.resolve("task"))) {
            for (Path thread : threads.toList()) {
                String line = commandLine(thread);
                if (!line.isEmpty()) {
                    return line;
                }
            }
        }
        return "";
    }

    /** A zombie whose other threads run is alive. */
    private static boolean isAlive(String state, int threads) {
        return !state.equals("X") && (!state.equals("Z") || threads > 1);
    }

    @Override
    public String toString() {
        return pid + " (child of " + parent + "): " + commandLine;
    }
}
