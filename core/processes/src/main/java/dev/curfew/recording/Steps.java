package dev.curfew.recording;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What was done with a process, in the order in which it ended. The first and the last steps are kept; the memory is
 * bounded.
 *
 * <p>Thread-safe. No lock is held while the log is read.
 */
public final class Steps {

    static final int FIRST = 100;
    static final int LAST = 400;

    private final RecordedLog log;

    /** Guarded by this. */
    private final List<Step> first = new ArrayList<>();

    /** Guarded by this. */
    private final Deque<Step> last = new ArrayDeque<>();

    /** Guarded by this. */
    private long omitted;

    Steps(RecordedLog log) {
        this.log = log;
    }

    /**
     * The steps at one moment.
     *
     * @param first the first steps
     * @param omitted the number of steps between the first and the last ones that were dropped
     * @param last the last steps
     */
    public record Kept(List<Step> first, long omitted, List<Step> last) {

        /** {@return the first and the last steps} */
        public List<Step> all() {
            List<Step> all = new ArrayList<>(first);
            all.addAll(last);
            return all;
        }
    }

    /**
     * Begin a step; closing the result records it, as failed unless {@link Attempt#succeeded()} was called before.
     *
     * @param kind what is done
     * @param what the object of it
     * @return the step
     */
    public Attempt attempt(Step.Kind kind, Object what) {
        return new Attempt(this, kind, what);
    }

    /**
     * Record a step that has succeeded and took no time.
     *
     * @param kind what was done
     * @param what the object of it
     */
    public void done(Step.Kind kind, Object what) {
        try (Attempt attempt = attempt(kind, what)) {
            attempt.succeeded();
        }
    }

    private synchronized void add(Step step) {
        if (first.size() < FIRST) {
            first.add(step);
            return;
        }
        if (last.size() == LAST) {
            last.removeFirst();
            omitted++;
        }
        last.add(step);
    }

    /** {@return a copy of the steps} */
    public synchronized Kept kept() {
        return new Kept(List.copyOf(first), omitted, List.copyOf(last));
    }

    /** A step that is being done. */
    public static final class Attempt implements AutoCloseable {

        private final Steps steps;
        private final Step.Kind kind;
        private final Object what;
        private final long outputBefore;
        private final long begin = System.nanoTime();
        private boolean failed = true;

        private Attempt(Steps steps, Step.Kind kind, Object what) {
            this.steps = steps;
            this.kind = kind;
            this.what = what;
            this.outputBefore = steps.log.totalBytes();
        }

        /** Mark the step as successful. */
        public void succeeded() {
            failed = false;
        }

        @Override
        public void close() {
            // The output first: what arrives in between belongs to the next step.
            long outputAfter = steps.log.totalBytes();
            steps.add(new Step(kind, what, begin, System.nanoTime(), outputBefore, outputAfter, failed));
        }
    }
}
