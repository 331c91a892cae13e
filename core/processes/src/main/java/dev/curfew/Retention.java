package dev.curfew;

import dev.curfew.internal.Time;
import dev.curfew.warden.ProcessTree;
import dev.curfew.warden.ProcessTreeSnapshot;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Removes processes from the list that ended long ago or exceed the number to keep: whenever the list is read, and
 * otherwise on a timer.
 *
 * <p>A process is removed only if its whole tree is known to have ended; the others must still be ended with the
 * scope.
 */
final class Retention {

    /** The guard reports the end of the tree shortly after the end of the command. */
    private static final Duration SOON = Duration.ofMillis(100);

    /** The delay until processes with living descendants are checked again. */
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

    /** Called when a process has ended, by the thread that reports ends, which must not block. */
    void ended() {
        int finished = 0;
        for (BackgroundProcess process : processes) {
            finished += process.hasEnded() ? 1 : 0;
        }
        plan(finished > bounds.maxFinished() ? SOON : bounds.keepFinished());
    }

    /** Remove expired processes, as far as that is possible without a scan of the system's process table. */
    void look() {
        forget(false);
    }

    /** Stop removing processes: the scope has ended, and its final state should remain visible. */
    synchronized void close() {
        closed = true;
        takeBack.run();
    }

    private synchronized void plan(Duration delay) {
        boolean isSoon = delay.equals(SOON);
        // A check that is due soon is never postponed, or many short commands could postpone it forever. It is repeated
        // instead.
        more |= isSoon && soon;
        if (!closed && (!planned || (isSoon && !soon))) {
            takeBack.run();
            planned = true;
            soon = isSoon;
            // A weak reference, so that the timer does not keep an abandoned registry reachable.
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
            plan(SOON); // For processes that ended since this check was planned; their guards may report later.
        }
        finished().stream().mapToLong(BackgroundProcess::endNanos).min().ifPresent(oldest -> {
            Duration rest = bounds.keepFinished().minus(time.since(oldest));
            plan(left || rest.compareTo(SOON) <= 0 ? LATER : rest);
        });
    }

    /** {@return whether more processes have ended since the check was planned} */
    private synchronized boolean begin() {
        boolean again = more;
        planned = false;
        soon = false;
        more = false;
        return again;
    }

    /** {@return whether some could not be removed} */
    private boolean forget(boolean thorough) {
        List<BackgroundProcess> old = !closed && isAnyOld() ? old() : List.of();
        if (old.isEmpty()) {
            return false;
        }
        List<ProcessTree> trees = old.stream().map(BackgroundProcess::tree).toList();
        Set<ProcessTree> over = ProcessTreeSnapshot.over(trees, thorough);
        List<BackgroundProcess> forgotten =
                old.stream().filter(process -> over.contains(process.tree())).toList();
        processes.removeAll(forgotten);
        return forgotten.size() < old.size();
    }

    /** A cheap check: it runs on every read of the list, and almost always finds nothing. */
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

    /** {@return the processes whose end has been recorded, in the order of their ends} */
    private List<BackgroundProcess> finished() {
        return processes.stream()
                .filter(BackgroundProcess::hasEnded)
                .sorted(Comparator.comparingLong(BackgroundProcess::endNanos))
                .toList();
    }
}
