package dev.curfew.spawn;

import dev.curfew.session.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The state of a thread as reported by the kernel.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_syscall.5.html">proc_pid_syscall(5)</a>
 */
final class ThreadState {

    /** The numbers of read(2) and poll(2): a thread that reads from a terminal of pty4j waits in the latter. */
    private static final Map<String, List<String>> READ_NUMBERS =
            Map.of("amd64", List.of("0 ", "7 "), "aarch64", List.of("63 ", "73 "));

    private static final List<String> READ = READ_NUMBERS.getOrDefault(System.getProperty("os.arch"), List.of());

    private final @Nullable Path systemCall;

    /**
     * Create the state of a thread whose system call is shown in a file; {@code null} if this system does not show it.
     */
    ThreadState(@Nullable Path systemCall) {
        this.systemCall = systemCall;
    }

    /** {@return the state of the calling thread, which is unknown in portable mode} */
    static ThreadState ofCurrentThread() {
        if (Session.current().guard().isEmpty()) {
            return new ThreadState(null);
        }
        try {
            Path thread = Path.of("/proc").resolve(Files.readSymbolicLink(Path.of("/proc/thread-self")));
            return new ThreadState(thread.resolve("syscall"));
        } catch (IOException e) {
            return new ThreadState(null);
        }
    }

    /**
     * {@return whether the thread sleeps in read(2), or in poll(2) before it, or empty if the system does not report
     * it}
     *
     * <p>A thread that was woken, but is not on a processor yet, still shows the system call in which it slept; its
     * state is R. The two cannot be read atomically. So the call is read before and after the state: if the thread made
     * no progress meanwhile, it was the same call.
     *
     * @param progress a value that changes between two calls of read(2) that return something
     */
    Optional<Boolean> sleepsInRead(LongSupplier progress) {
        if (systemCall == null || READ.isEmpty()) {
            return Optional.empty();
        }
        try {
            long before = progress.getAsLong();
            boolean sleeps = isInRead(systemCall) && isAsleep(systemCall) && isInRead(systemCall);
            return Optional.of(sleeps && progress.getAsLong() == before);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isInRead(Path systemCall) throws IOException {
        String call = Files.readString(systemCall, StandardCharsets.US_ASCII);
        return READ.stream().anyMatch(call::startsWith);
    }

    private static boolean isAsleep(Path systemCall) throws IOException {
        String stat = Files.readString(systemCall.resolveSibling("stat"), StandardCharsets.ISO_8859_1);
        return stat.charAt(stat.lastIndexOf(')') + 2) == 'S';
    }
}
