package dev.curfew.junit.escape;

import dev.curfew.sandbox.fixture.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What is left after the end of a JVM.
 *
 * @param survivors the processes that were still alive when time was up
 * @param files the files that were still there
 * @param untilDead the time until only parts of Curfew were alive
 * @param took the time until no process was alive
 */
record Aftermath(List<LiveProcess> survivors, List<Path> files, Duration untilDead, Duration took) {

    private static final int FEW = 40;

    /** Wait until nothing is left of a JVM that was ended, not even helpers. */
    static Aftermath await(ChildJvm.Setting place, long begin) {
        return await(place, begin, Patience.LIMIT);
    }

    /**
     * Wait until nothing is left of a JVM that was ended, not even helpers.
     *
     * @param place where it ran
     * @param begin when its end began, as {@link System#nanoTime()}
     * @param patience how long to wait at most
     */
    static Aftermath await(ChildJvm.Setting place, long begin, Duration patience) {
        CgroupLeaf leaf = place.leaf();
        Duration untilDead = Duration.ZERO;
        Duration took = since(begin);
        // Reading much of /proc again and again would take the time that it measures.
        while (took.compareTo(patience) < 0
                && (leaf.size() > FEW || !leaf.alive().isEmpty())) {
            if (untilDead.isZero() && leaf.size() <= FEW && Judgement.areOfCurfew(leaf.alive())) {
                untilDead = took;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            took = since(begin);
        }
        // All processes that could delete a file are dead now, unless one survived.
        return new Aftermath(leaf.alive(), place.leftovers().find(), untilDead.isZero() ? took : untilDead, took);
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** {@return what is left, one per line; empty if nothing is} */
    List<String> complaints() {
        return Stream.concat(
                        survivors.stream().map(survivor -> "alive: " + survivor),
                        files.stream().map(file -> "left: " + file))
                .toList();
    }
}
