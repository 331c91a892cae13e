package dev.curfew.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A control group, version 2, as described in cgroups(7). No process can leave it without the permission to move to
 * another one, and the kernel can kill all processes in it at once, whichever user they run as.
 *
 * @param folder its folder in the cgroup file system
 */
public record Cgroup(Path folder) {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** {@return a new cgroup in this one} */
    Cgroup create(String name) throws IOException {
        return new Cgroup(Files.createDirectory(folder.resolve(name)));
    }

    Path processes() {
        return folder.resolve("cgroup.procs");
    }

    Path killer() {
        return folder.resolve("cgroup.kill");
    }

    /** Enable a controller, such as {@code memory}, for the cgroups below it. */
    void delegate(String controller) throws IOException {
        Path file = folder.resolve("cgroup.subtree_control");
        if (!List.of(Files.readString(file).strip().split(" ", -1)).contains(controller)) {
            Files.writeString(file, "+" + controller, StandardOpenOption.WRITE);
        }
    }

    /** Set a limit in a file such as {@code memory.max}. */
    void limit(String file, long value) throws IOException {
        Files.writeString(folder.resolve(file), Long.toString(value), StandardOpenOption.WRITE);
    }

    /**
     * Kill all processes in it and in the cgroups below it. None can escape by forking.
     *
     * @throws IOException if the system refuses; a cgroup that is gone is not an error
     */
    public void kill() throws IOException {
        if (Files.exists(folder)) {
            Files.writeString(killer(), "1", StandardOpenOption.WRITE);
        }
    }

    /**
     * {@return whether no process is left in it and in the cgroups below it, after waiting for that; not interruptible}
     *
     * @param until how long to wait at most: a time of {@link System#nanoTime()}
     */
    public boolean awaitEmpty(long until) {
        boolean interrupted = false;
        boolean empty = isEmpty();
        while (!empty && System.nanoTime() < until) {
            LockSupport.parkNanos(PAUSE_NANOS);
            interrupted |= Thread.interrupted(); // A pending interrupt would turn the pauses into a busy loop.
            empty = isEmpty();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return empty;
    }

    private boolean isEmpty() {
        try {
            return Files.readAllLines(folder.resolve("cgroup.events")).contains("populated 0");
        } catch (IOException e) {
            return !Files.exists(folder); // Only an empty cgroup can be removed.
        }
    }

    /** {@return the pids of the processes in it and in the cgroups below it} */
    public List<Long> pids() {
        List<Long> pids = new ArrayList<>();
        try {
            Files.readAllLines(processes()).forEach(pid -> pids.add(Long.valueOf(pid)));
        } catch (IOException e) {
            // The cgroups below it may have some.
        }
        below().forEach(cgroup -> pids.addAll(cgroup.pids()));
        return pids;
    }

    private List<Cgroup> below() {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(Files::isDirectory).map(Cgroup::new).toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of(); // It is gone.
        }
    }

    /** Remove it and the cgroups below it, as far as they are empty. */
    public void remove() {
        below().forEach(Cgroup::remove);
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // A process is in it.
        }
    }
}
