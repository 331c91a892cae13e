package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Processes that can be told from all others, by how long they would sleep. */
final class Traces {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String seconds = "1000." + ProcessHandle.current().pid() + "0" + COUNT.incrementAndGet();

    /** {@return a command line of a process that does not end by itself} */
    String sleep() {
        return "sleep " + seconds;
    }

    void requireNone() throws IOException {
        assertThat(found()).isEmpty();
    }

    private List<String> found() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .map(Traces::commandLine)
                    .filter(commandLine -> commandLine.contains(seconds))
                    .toList();
        }
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline")).replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }
}
