package dev.curfew.benchmarks.end;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Trees of one shell and two sleeps each. Which of them are alive is read from {@code /proc}, not asked from the subject
 * that ended them.
 *
 * <p>All have an argument that no other process has. A zombie has no arguments any more, so it counts as dead.
 */
final class Trees implements AutoCloseable {

    private static final String SCRIPT = "sleep $0 & first=$!; sleep $0 & echo $$ $first $! >> $1; wait";
    private static final String STUBBORN = "trap '' TERM HUP INT; " + SCRIPT;
    private static final Path PROC = Path.of("/proc");
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(40);
    private static final long SETTLED = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long POLL_NANOS = 200_000;

    private final Path births = Files.createTempFile("curfew-bench-", "");
    private final String argument = "600." + ProcessHandle.current().pid() + System.nanoTime();
    private final boolean stubborn;

    /**
     * Plant nothing yet.
     *
     * @param stubborn whether they ignore SIGTERM, SIGHUP and SIGINT
     */
    Trees(boolean stubborn) throws IOException {
        this.stubborn = stubborn;
    }

    /** {@return the command that is one tree} */
    List<String> command() {
        return List.of("sh", "-c", stubborn ? STUBBORN : SCRIPT, argument, births.toString());
    }

    /** {@return the pids of all, once so many trees have grown} */
    List<Long> awaitBirth(int trees) throws IOException {
        long begin = System.nanoTime();
        List<String> grown = Files.readAllLines(births);
        while (grown.size() < trees) {
            if (System.nanoTime() - begin > PATIENCE) {
                throw new IOException("Only " + grown.size() + " of " + trees + " trees have grown");
            }
            LockSupport.parkNanos(10 * POLL_NANOS);
            grown = Files.readAllLines(births);
        }
        return grown.stream()
                .flatMap(line -> Stream.of(line.split(" ")))
                .map(Long::valueOf)
                .toList();
    }

    boolean isAlive(long pid) {
        try {
            byte[] line = Files.readAllBytes(PROC.resolve(pid + "/cmdline"));
            return new String(line, StandardCharsets.ISO_8859_1).contains(argument);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * {@return when the last one died, or a given time if that is later; those that stay alive while no other dies for a
     * while do not count}
     *
     * @param pids the processes
     * @param earliest the time
     */
    long awaitDeaths(List<Long> pids, long earliest) {
        List<Long> alive = new ArrayList<>(pids);
        alive.removeIf(pid -> !isAlive(pid));
        long last = earliest;
        while (!alive.isEmpty() && System.nanoTime() - last < SETTLED) {
            LockSupport.parkNanos(POLL_NANOS);
            if (alive.removeIf(pid -> !isAlive(pid))) {
                last = System.nanoTime();
            }
        }
        return last;
    }

    /** {@return the pids of all that are alive, including helpers that were given the command, unless they are exiting} */
    List<Long> survivors() throws IOException {
        List<Long> alive = alive();
        if (!alive.isEmpty()) {
            LockSupport.parkNanos(SETTLED);
            alive = alive();
        }
        return alive;
    }

    private List<Long> alive() throws IOException {
        try (Stream<Path> entries = Files.list(PROC)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> Character.isDigit(name.charAt(0)))
                    .map(Long::valueOf)
                    .filter(this::isAlive)
                    .toList();
        }
    }

    /** Kills the processes that are left, and forgets them. */
    @Override
    public void close() throws IOException {
        long begin = System.nanoTime();
        for (List<Long> left = alive(); !left.isEmpty() && System.nanoTime() - begin < PATIENCE; left = alive()) {
            left.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
            LockSupport.parkNanos(10 * POLL_NANOS);
        }
        Files.deleteIfExists(births);
    }
}
