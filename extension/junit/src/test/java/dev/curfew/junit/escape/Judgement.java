package dev.curfew.junit.escape;

import dev.curfew.sandbox.fixture.Patience;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Classifies the living processes in the leaf of a JVM: the JVM, helpers of Curfew that may remain, and the rest. */
final class Judgement {

    private static final int LOOKS = 50;

    private final long jvm;
    private final List<LiveProcess> alive;

    private Judgement(long jvm, List<LiveProcess> alive) {
        this.jvm = jvm;
        this.alive = alive;
    }

    static Judgement of(ChildJvm jvm, CgroupLeaf leaf) {
        return new Judgement(jvm.pid(), leaf.alive());
    }

    /**
     * {@return what is wrong with escapes that should be alive, all their processes; empty if nothing is}
     *
     * <p>To be seen by one of some looks is enough: a look may miss one that re-forks.
     */
    static Map<Escape, String> missing(List<Escape> escapes, ChildJvm jvm, CgroupLeaf leaf) {
        Map<Escape, String> missing = new HashMap<>();
        escapes.forEach(escape -> missing.put(escape, "not seen"));
        for (int look = 0; look < LOOKS && !missing.isEmpty(); look++) {
            Judgement judgement = of(jvm, leaf);
            for (Escape escape : List.copyOf(missing.keySet())) {
                int seen = judgement.count(escape);
                if (seen < escape.processes()) {
                    missing.put(escape, "only " + seen + " of " + escape.processes() + " processes were alive");
                } else {
                    missing.remove(escape);
                }
            }
        }
        return missing;
    }

    private int count(Escape escape) {
        return (int) alive.stream()
                .filter(process -> escape.owns(process) && !isGuard(process))
                .count();
    }

    /**
     * {@return what is alive after the end of a scope and must not be: a guard too has nothing to stay for}
     *
     * <p>The last words of a guard are not its last instruction, so it is given time.
     */
    static List<LiveProcess> survivors(ChildJvm jvm, CgroupLeaf leaf) {
        long deadline = System.nanoTime() + Patience.LIMIT.toNanos();
        List<LiveProcess> survivors = of(jvm, leaf).survivors();
        while (!survivors.isEmpty()
                && survivors.stream().allMatch(process -> isGuard(process) || process.isEnding())
                && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
            survivors = of(jvm, leaf).survivors();
        }
        return survivors;
    }

    private List<LiveProcess> survivors() {
        return withoutWardens(alive).stream()
                .filter(process -> process.pid() != jvm && !isServer(process))
                .toList();
    }

    private static List<LiveProcess> withoutWardens(List<LiveProcess> alive) {
        Set<Long> wardens =
                alive.stream().filter(Judgement::isWarden).map(LiveProcess::pid).collect(Collectors.toSet());
        return alive.stream()
                .filter(process -> !wardens.contains(process.pid()) && !wardens.contains(process.parent()))
                .toList();
    }

    /** {@return whether all these are parts of Curfew, which may be busy with the end} */
    static boolean areOfCurfew(List<LiveProcess> processes) {
        return withoutWardens(processes).stream().allMatch(process -> isGuard(process) || process.isEnding());
    }

    /** {@return what is alive and says a word in its command line, without guards} */
    List<LiveProcess> alive(String word) {
        return alive.stream()
                .filter(process -> process.commandLine().contains(word) && !isGuard(process))
                .toList();
    }

    List<LiveProcess> wardens() {
        return alive.stream().filter(Judgement::isWarden).toList();
    }

    List<LiveProcess> guards() {
        return alive.stream()
                .filter(process -> isGuard(process) && !isServer(process))
                .toList();
    }

    List<LiveProcess> servers() {
        return alive.stream().filter(this::isServer).toList();
    }

    private static boolean isWarden(LiveProcess process) {
        return process.commandLine().contains("curfew-warden");
    }

    /** The fork server of a JVM, as long as the JVM lives. Its guards have its command line, but are not children of the JVM. */
    private boolean isServer(LiveProcess process) {
        return process.parent() == jvm && process.commandLine().matches("\\S*/curfew-guard-\\S* serve .*");
    }

    private static boolean isGuard(LiveProcess process) {
        return process.commandLine().matches("\\S*/curfew-guard-\\S*( .*)?");
    }
}
