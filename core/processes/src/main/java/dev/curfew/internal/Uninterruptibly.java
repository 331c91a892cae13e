package dev.curfew.internal;

/** Waits that continue when the thread is interrupted, for cleanup; the interrupt flag is set again afterwards. */
public final class Uninterruptibly {

    private Uninterruptibly() {}

    /** A wait with a time limit. */
    @FunctionalInterface
    public interface Wait {
        /**
         * {@return whether the awaited event has happened}
         *
         * @param nanos how long to wait at most, in nanoseconds
         * @throws InterruptedException if the thread is interrupted
         */
        boolean await(long nanos) throws InterruptedException;
    }

    /**
     * {@return whether the awaited event has happened in time}
     *
     * @param nanos how long to wait at most, in nanoseconds
     */
    public static boolean await(long nanos, Wait wait) {
        return await(Time.ofSystem(), nanos, wait);
    }

    /**
     * {@return whether the awaited event has happened in time}
     *
     * @param time the clock for the limit
     * @param nanos how long to wait at most, in nanoseconds
     */
    public static boolean await(Time time, long nanos, Wait wait) {
        long begin = time.nanos();
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return wait.await(Math.max(0, nanos - (time.nanos() - begin)));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
