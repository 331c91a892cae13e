package dev.curfew.expect;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.InterruptedWaitException;
import dev.curfew.internal.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Waits through Awaitility, so that the default timeout, listeners and fail-fast conditions that a test has set there
 * count here.
 *
 * <p>The condition itself waits for the event, in slices, so nothing is polled and an event is seen at once. It is
 * evaluated in the thread of the caller; Awaitility then does not watch for uncaught exceptions of other threads, which
 * it would do for the whole JVM, so that of tests that run in parallel one would fail for the other. Awaitility is told
 * to ignore no exception: those here are how a wait fails early.
 */
public final class Waiting {

    private static final Duration SLICE = Duration.ofMillis(50);

    /** What is already on its way arrives within this time, and to set Awaitility up would take as long as the way. */
    private static final Duration FIRST_SLICE = Duration.ofMillis(1);

    private static final Duration NO_PAUSE = Duration.ofNanos(1);

    private Waiting() {}

    /** Something that is waited for. */
    @FunctionalInterface
    public interface Condition {

        /**
         * Wait until it holds, or the time for one look is up.
         *
         * @param limit the time for this look
         * @return whether it holds
         * @throws InterruptedException if the thread is interrupted
         */
        boolean await(Duration limit) throws InterruptedException;
    }

    /**
     * Wait until a condition holds, or time is up.
     *
     * @param alias what Awaitility's listeners are told; they are not told of waits of less than a millisecond
     * @param timeout how long to wait, or empty for Awaitility's default
     * @param condition the condition
     * @param interrupted says what was waited for if the thread is interrupted
     * @return whether it holds; {@code false} if time is up
     * @throws InterruptedWaitException if the thread is interrupted
     */
    public static boolean until(
            Supplier<String> alias, Optional<Duration> timeout, Condition condition, Supplier<Diagnosis> interrupted) {
        long begin = System.nanoTime();
        try {
            if (!look(condition, slice(FIRST_SLICE, begin, timeout))) {
                awaiter(alias.get(), timeout).until(() -> look(condition, slice(SLICE, begin, timeout)));
            }
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        } catch (Interrupted e) {
            throw new InterruptedWaitException(interrupted.get(), e.cause);
        }
    }

    private static ConditionFactory awaiter(String alias, Optional<Duration> timeout) {
        ConditionFactory factory = Awaitility.await(alias)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(NO_PAUSE)
                .ignoreNoExceptions();
        return timeout.isPresent() ? factory.atMost(countable(timeout.get())) : factory;
    }

    /** Awaitility counts in nanoseconds, and fails where a {@code long} cannot. */
    private static Duration countable(Duration timeout) {
        return Duration.ofNanos(Durations.nanos(timeout));
    }

    private static Duration slice(Duration longest, long begin, Optional<Duration> timeout) {
        if (timeout.isEmpty()) {
            return longest;
        }
        Duration left = timeout.get().minusNanos(System.nanoTime() - begin);
        return left.compareTo(longest) < 0 ? left : longest;
    }

    private static boolean look(Condition condition, Duration limit) {
        try {
            return condition.await(limit);
        } catch (InterruptedException e) {
            throw new Interrupted(e);
        }
    }

    /** Carries the checked exception through Awaitility, whose signatures do not know it. */
    private static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final InterruptedException cause;

        Interrupted(InterruptedException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
