package dev.curfew.junit.escape;

import dev.curfew.sandbox.fixture.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The judge: a control group of its own, which no process can leave by what an escape does. What is alive in it
 * survived, whatever Curfew says.
 */
final class CgroupLeaf implements AutoCloseable {

    private static final int LOOKS = 10;
    private static final AtomicLong CREATED = new AtomicLong();

    private final Path folder;
    private final Path entrance;

    private CgroupLeaf(Path folder) throws IOException {
        this.folder = Files.createDirectory(folder);
        // One level down, so that groups which Curfew makes beside that of its JVM are seen too.
        this.entrance = Files.createDirectory(folder.resolve("jvm"));
    }

    static CgroupLeaf create() {
        Path root = root().orElseThrow(() -> new IllegalStateException("No cgroup v2 hierarchy is mounted"));
        String name = "escapes-" + ProcessHandle.current().pid() + "-" + CREATED.incrementAndGet();
        try {
            return new CgroupLeaf(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("Failed to create a control group in " + root + "; run as root", e);
        }
    }

    /** {@return where cgroup v2 is mounted, if anywhere} */
    static Optional<Path> root() {
        try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mountinfo"))) {
            return mounts.filter(mount -> mount.contains(" - cgroup2 "))
                    .map(mount -> Path.of(mount.split(" ", -1)[4]))
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** {@return what a command line has to begin with to run in here, under the pid that it is started with} */
    List<String> entering() {
        return List.of("/bin/sh", "-c", "echo $$ >\"$0/cgroup.procs\" && exec \"$@\"", entrance.toString());
    }

    /**
     * {@return the processes that are alive in here}
     *
     * <p>One that is gone when it is looked at has ended, or goes on under another pid: that needs another look. If then
     * there is always another one, the last of them counts as alive.
     */
    List<LiveProcess> alive() {
        Set<Long> known = Set.of();
        for (int look = 1; ; look++) {
            List<LiveProcess> listed = pids().stream().map(LiveProcess::look).toList();
            Set<Long> gone = listed.stream()
                    .filter(LiveProcess::isGone)
                    .map(LiveProcess::pid)
                    .collect(Collectors.toSet());
            if (look == LOOKS || known.containsAll(gone)) {
                Set<Long> dead = known;
                return listed.stream()
                        .filter(process -> !dead.contains(process.pid()))
                        .toList();
            }
            known = gone;
        }
    }

    /** {@return how many processes are listed in here: less than a look, and less work} */
    int size() {
        return pids().size();
    }

    /** The youngest first, which is the one that is gone first if it re-forks. */
    private List<Long> pids() {
        List<Long> pids = new ArrayList<>();
        try (Stream<Path> groups = Files.walk(folder)) {
            for (Path group : groups.filter(Files::isDirectory).toList()) {
                Files.readAllLines(group.resolve("cgroup.procs")).forEach(line -> pids.add(Long.valueOf(line)));
            }
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalStateException("Failed to read the control group " + folder, e);
        }
        Collections.reverse(pids);
        return pids;
    }

    /** End everything in here. The kernel passes over a process whose first thread has ended: that one gets a signal. */
    void kill() throws IOException {
        Files.writeString(folder.resolve("cgroup.kill"), "1");
        long deadline = System.nanoTime() + Patience.LIMIT.toNanos();
        for (List<Long> left = pids(); !left.isEmpty() && System.nanoTime() < deadline; left = pids()) {
            left.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        try {
            kill();
            try (Stream<Path> groups = Files.walk(folder).filter(Files::isDirectory)) {
                for (Path group : groups.sorted(Comparator.reverseOrder()).toList()) {
                    delete(group);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Failed to remove the control group " + folder, e);
        }
    }

    /** A group is busy for a moment after the last of its processes is gone. */
    private static void delete(Path group) throws IOException {
        for (long deadline = System.nanoTime() + Patience.LIMIT.toNanos(); ; LockSupport.parkNanos(1_000_000)) {
            try {
                Files.delete(group);
                return;
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }
}
