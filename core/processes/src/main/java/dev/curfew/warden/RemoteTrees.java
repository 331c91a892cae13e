package dev.curfew.warden;

import dev.curfew.diagnosis.Survivor;
import dev.curfew.process.ProcessIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The trees in sandboxes. Their guards end them, as on this machine; this class does what follows. */
final class RemoteTrees {

    /** Granted even if the guards have used up the budget, because a sandbox may still answer. */
    private static final Duration LEAST_TIME = Duration.ofSeconds(2);

    /** Reserved for leaving the place, which is also needed if it does not answer. */
    private static final Duration TIME_TO_LEAVE = Duration.ofSeconds(1);

    private final List<ProcessTree> trees;

    private RemoteTrees(List<ProcessTree> trees) {
        this.trees = trees;
    }

    /** {@return the trees among the given ones that are in sandboxes} */
    static RemoteTrees among(List<ProcessTree> trees) {
        return new RemoteTrees(
                trees.stream().filter(tree -> tree.elsewhere() != null).toList());
    }

    /**
     * {@return the survivors after the wardens have ended what the guards did not}
     *
     * @param left the rest of the budget; may be negative
     */
    List<Survivor> end(Duration left) {
        if (trees.isEmpty()) {
            return List.of();
        }
        Duration before = left.minus(TIME_TO_LEAVE);
        Duration rest = before.compareTo(LEAST_TIME) > 0 ? before : LEAST_TIME;
        return notEmpty()
                .flatMap(tree -> placeOf(tree).end(tree, rest).stream())
                .toList();
    }

    /** Resume paused places whose guards do not answer. */
    void thaw() {
        notEmpty().map(RemoteTrees::placeOf).distinct().forEach(RemoteEnvironment::thaw);
    }

    /** {@return the trees whose guards have not yet reported that no process is left} */
    Stream<Survivor> living() {
        return notEmpty().map(tree -> describe(tree, "it or a process that it started is alive in " + place(tree)));
    }

    /** {@return the trees whose command has ended, but not all of its descendants} */
    Stream<Survivor> daemons() {
        return notEmpty()
                .filter(tree -> Objects.requireNonNull(tree.guard()).poll().isPresent())
                .map(tree -> describe(tree, "it has ended, but a process that it started is alive in " + place(tree)));
    }

    private Stream<ProcessTree> notEmpty() {
        return trees.stream().filter(tree -> !GuardedTrees.isEmpty(tree));
    }

    private static Survivor describe(ProcessTree tree, String state) {
        long start = Objects.requireNonNullElse(tree.start(), 0L);
        return new Survivor(new ProcessIdentity(tree.pid(), start), tree.name(), tree.name(), state);
    }

    private static String place(ProcessTree tree) {
        return placeOf(tree).place();
    }

    private static RemoteEnvironment placeOf(ProcessTree tree) {
        return Objects.requireNonNull(tree.elsewhere());
    }
}
