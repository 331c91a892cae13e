package dev.curfew.contract;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks at the process table of this machine, in which the processes of all sandboxes are that tests make, without any of
 * the code under test.
 */
final class HostProcesses {

    private static final Path PROC = Path.of("/proc");
    private static final int LEAST = 100_000_000;

    private HostProcesses() {}

    /** {@return a number for the command line of a process, also good for the seconds that it sleeps} */
    static String uniqueNumber() {
        return Integer.toString(LEAST + new SecureRandom().nextInt(9 * LEAST));
    }

    /** {@return the pids, as this machine sees them, of the living processes with a text in their command lines} */
    static List<Long> alive(String text) {
        return list().filter(pid -> read(pid, "cmdline").contains(text) && isAlive(pid))
                .toList();
    }

    /** Waits until there are none. */
    static void awaitNone(String text, Duration limit) {
        await().atMost(limit).pollInterval(Duration.ofMillis(20)).until(() -> alive(text), List::isEmpty);
    }

    /** {@return the pids of all processes with a text in one of their files, such as {@code environ}} */
    static List<Long> with(String text, String file) {
        return list().filter(pid -> read(pid, file).contains(text)).toList();
    }

    /** {@return the words that a process was started with, each with a NUL at its end} */
    static String commandLine(long pid) {
        return read(pid, "cmdline");
    }

    private static Stream<Long> list() {
        try (Stream<Path> entries = Files.list(PROC)) {
            return entries
                    .map(entry -> entry.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .map(Long::valueOf)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A zombie is dead. */
    private static boolean isAlive(long pid) {
        String stat = read(pid, "stat");
        int state = stat.lastIndexOf(')') + 2;
        return state < stat.length() && "ZX".indexOf(stat.charAt(state)) < 0;
    }

    private static String read(long pid, String file) {
        try {
            Path path = PROC.resolve(Long.toString(pid)).resolve(file);
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
