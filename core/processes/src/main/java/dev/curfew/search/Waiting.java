package dev.curfew.search;

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
 * apply.
 *
 * <p>The condition itself waits for the event, in slices, so that there is no polling delay. It is evaluated in the
 * calling thread. Awaitility then does not catch uncaught exceptions of other threads. It would do so for the whole
 * JVM, so a test could fail because of another one that runs in parallel. Awaitility is told not to ignore any
 * exceptions, because they are used to end a wait early.
 */
public final class Waiting {

    private static final Duration SLICE = Duration.ofMillis(50);

    /** The time for events that are already on their way, which takes no longer than setting up Awaitility. */
    private static final Duration FIRST_SLICE = Duration.ofMillis(1);

    private static final Duration NO_PAUSE = Duration.ofNanos(1);

    private Waiting() {}

    /** A condition to wait for. */
    @FunctionalInterface
    public interface Condition {

        /**
         * Wait until the condition holds, or the time limit expires.
         *
         * @param limit the time limit of this call
         * @return whether the condition holds
         * @throws InterruptedException if the thread is interrupted
         */
        boolean await(Duration limit) throws InterruptedException;
    }

    /**
     * Wait until a condition holds, or the timeout expires.
     *
     * @param alias a description for Awaitility's listeners, which are not notified of waits of less than a millisecond
     * @param timeout how long to wait, or empty for Awaitility's default
     * @param condition the condition
     * @param interrupted describes the wait if the thread is interrupted
     * @return whether the condition holds; {@code false} if the timeout has expired
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

    /** Awaitility counts nanoseconds in a {@code long}, and fails for longer durations. */
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

    /** Carries the checked exception through Awaitility, whose signatures do not declare it. */
    private static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final InterruptedException cause;

        Interrupted(InterruptedException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
