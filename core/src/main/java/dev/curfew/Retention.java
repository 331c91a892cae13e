package dev.curfew;

import dev.curfew.internal.Time;
import dev.curfew.warden.Census;
import dev.curfew.warden.ProcessTree;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Forgets processes that ended long ago, or before too many others: when somebody looks, and else after a while.
 *
 * <p>Only those are forgotten of which it is proven that nobody is left: the others are still to be ended with the scope.
 */
final class Retention {

    /** The guard says that nobody is left after it has said that the command has ended. */
    private static final Duration SOON = Duration.ofMillis(100);

    /** Until the next look at those that have left somebody alone. */
    private static final Duration LATER = Duration.ofMinutes(1);

    private final Bounds bounds;
    private final Time time;
    private final List<BackgroundProcess> processes;
    private Runnable takeBack = () -> {};
    private boolean planned;
    private boolean soon;
    private boolean more;
    private volatile boolean closed;

    Retention(Bounds bounds, Time time, List<BackgroundProcess> processes) {
        this.bounds = bounds;
        this.time = time;
        this.processes = processes;
    }

    /** A process has ended: called by the thread that tells ends, which must not wait. */
    void ended() {
        long finished = processes.stream().filter(BackgroundProcess::hasEnded).count();
        plan(finished > bounds.maxFinished() ? SOON : bounds.keepFinished());
    }

    /** Forget those whose time is over, as far as that is known without a look at all processes of the system. */
    void look() {
        forget(false);
    }

    /** From now on nothing is forgotten: the scope has ended, and what it was is of interest. */
    synchronized void close() {
        closed = true;
        takeBack.run();
    }

    private synchronized void plan(Duration delay) {
        boolean isSoon = delay.equals(SOON);
        // A look that is due soon is never pushed back, or many short commands would put it off for ever. It is
        // repeated.
        more |= isSoon && soon;
        if (!closed && (!planned || (isSoon && !soon))) {
            takeBack.run();
            planned = true;
            soon = isSoon;
            // Whoever forgets a registry must not find it kept by a timer.
            WeakReference<Retention> weak = new WeakReference<>(this);
            takeBack = time.after(delay, () -> {
                Retention retention = weak.get();
                if (retention != null) {
                    retention.due();
                }
            });
        }
    }

    private void due() {
        boolean again = begin();
        boolean left = forget(true);
        if (again) {
            plan(SOON); // For those that ended since this look was planned, whose guards may not have reported yet.
        }
        finished().stream().mapToLong(BackgroundProcess::endNanos).min().ifPresent(oldest -> {
            Duration rest = bounds.keepFinished().minus(time.since(oldest));
            plan(left || rest.compareTo(SOON) <= 0 ? LATER : rest);
        });
    }

    /** {@return whether more have ended since the look was planned} */
    private synchronized boolean begin() {
        boolean again = more;
        planned = false;
        soon = false;
        more = false;
        return again;
    }

    /** {@return whether some could not be forgotten} */
    private boolean forget(boolean thorough) {
        List<BackgroundProcess> old = !closed && isAnyOld() ? old() : List.of();
        if (old.isEmpty()) {
            return false;
        }
        List<ProcessTree> trees = old.stream().map(BackgroundProcess::tree).toList();
        Set<ProcessTree> over = Census.over(trees, thorough);
        List<BackgroundProcess> forgotten =
                old.stream().filter(process -> over.contains(process.tree())).toList();
        processes.removeAll(forgotten);
        return forgotten.size() < old.size();
    }

    /** Whoever lists processes comes by here each time, and almost always there is nothing to do. */
    private boolean isAnyOld() {
        int finished = 0;
        for (BackgroundProcess process : processes) {
            if (process.hasEnded()) {
                finished++;
                if (finished > bounds.maxFinished() || isExpired(process)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isExpired(BackgroundProcess finished) {
        return time.since(finished.endNanos()).compareTo(bounds.keepFinished()) >= 0;
    }

    private List<BackgroundProcess> old() {
        List<BackgroundProcess> finished = finished();
        int tooMany = finished.size() - bounds.maxFinished();
        List<BackgroundProcess> old = new ArrayList<>();
        for (int i = 0; i < finished.size(); i++) {
            if (i < tooMany || isExpired(finished.get(i))) {
                old.add(finished.get(i));
            }
        }
        return old;
    }

    /** {@return those that are known to have ended, the first one first} */
    private List<BackgroundProcess> finished() {
        return processes.stream()
                .filter(BackgroundProcess::hasEnded)
                .sorted(Comparator.comparingLong(BackgroundProcess::endNanos))
                .toList();
    }
}
