package dev.curfew.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Whether a command waits for its input: the command itself, or a process that has inherited its input, sleeps in
 * read(2) of descriptor 0, or in select(2) of it alone, as readline does.
 *
 * <p>Only for messages: a program that waits in poll(2) or epoll_wait(2) is not recognized, nor is any if this system
 * does not show it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_syscall.5.html">proc_pid_syscall(5)</a>
 */
public final class InputWait {

    /** How read(2) of descriptor 0, and select(2) and pselect6(2) with one descriptor, begin in that file. */
    private static final Map<String, List<String>> CALLS =
            Map.of("amd64", List.of("0 0x0 ", "23 0x1 ", "270 0x1 "), "aarch64", List.of("63 0x0 ", "72 0x1 "));

    private static final List<String> WAITING = CALLS.getOrDefault(System.getProperty("os.arch"), List.of());

    /** The state of a sleeping process in proc_pid_stat(5); a stopped one is in its last system call too. */
    private static final char SLEEPING = 'S';

    private InputWait() {}

    /**
     * {@return whether a command of this machine waits for its input, as far as is known}
     *
     * @param command the pid of the command
     */
    public static boolean of(long command) {
        try {
            Path input = input(command);
            return ProcessTable.ofThisSystem().entries().stream()
                    .filter(entry -> entry.pid() == command || entry.group() == command || entry.session() == command)
                    .filter(entry -> entry.state() == SLEEPING)
                    .anyMatch(entry -> reads(entry.pid(), input));
        } catch (IOException e) {
            return false;
        }
    }

    /** {@return the name of the file that is the input of a process, which is unique for a pipe or a terminal} */
    private static Path input(long pid) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/" + pid + "/fd/0"));
    }

    private static boolean reads(long pid, Path input) {
        try {
            String call = Files.readString(Path.of("/proc/" + pid + "/syscall"), StandardCharsets.US_ASCII);
            return WAITING.stream().anyMatch(call::startsWith) && input(pid).equals(input);
        } catch (IOException e) {
            return false;
        }
    }
}
