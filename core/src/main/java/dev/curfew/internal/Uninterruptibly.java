package dev.curfew.internal;

/** For clean-up: who is interrupted in one still wants it done, and is told afterwards. */
public final class Uninterruptibly {

    private Uninterruptibly() {}

    /** Something that waits. */
    @FunctionalInterface
    public interface Wait {
        /**
         * {@return whether what is waited for has happened}
         *
         * @param nanos how long to wait at most, in nanoseconds
         * @throws InterruptedException if the thread is interrupted
         */
        boolean await(long nanos) throws InterruptedException;
    }

    /**
     * {@return whether what is waited for has happened in time}
     *
     * @param nanos how long to wait at most, in nanoseconds
     * @param wait waits
     */
    public static boolean await(long nanos, Wait wait) {
        return await(Time.ofSystem(), nanos, wait);
    }

    /**
     * {@return whether what is waited for has happened in time}
     *
     * @param time the clock by which it waits
     * @param nanos how long to wait at most, in nanoseconds
     * @param wait waits
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
