package dev.curfew.spawn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel says that a thread does.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_syscall.5.html">proc_pid_syscall(5)</a>
 */
final class ThreadState {

    private static final Map<String, String> READ_NUMBERS = Map.of("amd64", "0 ", "aarch64", "63 ");
    private static final @Nullable String READ = READ_NUMBERS.get(System.getProperty("os.arch"));

    private final @Nullable Path systemCall;

    private ThreadState(@Nullable Path systemCall) {
        this.systemCall = systemCall;
    }

    static ThreadState ofCurrentThread() {
        try {
            Path thread = Path.of("/proc").resolve(Files.readSymbolicLink(Path.of("/proc/thread-self")));
            return new ThreadState(thread.resolve("syscall"));
        } catch (IOException e) {
            return new ThreadState(null);
        }
    }

    /** {@return whether the thread sleeps in read(2), or empty if the system does not tell} */
    Optional<Boolean> sleepsInRead() {
        if (systemCall == null || READ == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Files.readString(systemCall, StandardCharsets.US_ASCII).startsWith(READ));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
