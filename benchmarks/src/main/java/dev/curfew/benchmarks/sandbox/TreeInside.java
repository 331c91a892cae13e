package dev.curfew.benchmarks.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A shell and two sleeps, one of them in a session of its own; and the judge of which of them are alive, wherever on this
 * machine they are: it asks {@code /proc}.
 *
 * <p>All have an argument that no other process has. A zombie has no arguments any more, so it counts as dead.
 */
final class TreeInside {

    private static final String SCRIPT = "sleep $0 & setsid sleep $0 & echo grown; wait";
    private static final Set<String> MEMBERS = Set.of("sh", "sleep", "setsid", "busybox");
    private static final int SIZE = 3;
    private static final Path PROC = Path.of("/proc");
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    private static final long POLL_NANOS = 500_000;

    private final String argument = Long.toString(1_000_000_000L + System.nanoTime() % 1_000_000_000L);

    List<String> command() {
        return List.of("sh", "-c", SCRIPT, argument);
    }

    /** {@return the pids, seen from this machine, once all are there} */
    List<Long> awaitBirth() throws IOException {
        return await(SIZE);
    }

    /** {@return the processes that are alive although they have had time to die} */
    List<Long> survivors() throws IOException {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        return alive();
    }

    /** Kills the processes that are left. */
    void fell() throws IOException {
        for (Long pid : alive()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
        await(0);
    }

    private List<Long> await(int count) throws IOException {
        long begin = System.nanoTime();
        List<Long> alive = alive();
        while (alive.size() != count) {
            if (System.nanoTime() - begin > PATIENCE) {
                throw new IOException("There must be " + count + " processes of the tree: " + alive);
            }
            LockSupport.parkNanos(POLL_NANOS);
            alive = alive();
        }
        return alive;
    }

    List<Long> alive() throws IOException {
        try (Stream<Path> entries = Files.list(PROC)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> Character.isDigit(name.charAt(0)))
                    .map(Long::valueOf)
                    .filter(this::isMember)
                    .toList();
        }
    }

    /** Clients have the argument too, but are other programs. */
    private boolean isMember(long pid) {
        try {
            String line = new String(Files.readAllBytes(PROC.resolve(pid + "/cmdline")), StandardCharsets.ISO_8859_1);
            String program = line.substring(0, Math.max(0, line.indexOf('\0')));
            return line.endsWith("\0" + argument + "\0") && MEMBERS.contains(program);
        } catch (IOException e) {
            return false;
        }
    }
}
