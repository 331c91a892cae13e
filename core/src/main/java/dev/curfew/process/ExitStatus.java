package dev.curfew.process;

import dev.curfew.internal.Durations;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * How a process ended.
 *
 * <p>Switch over the five cases, or ask {@link #exitCode()} and {@link #success()}. Instances are immutable.
 *
 * @since 0.1
 */
public sealed interface ExitStatus {

    /** {@return whether the process exited by itself with code 0} */
    default boolean success() {
        return this instanceof Exited exited && exited.code() == 0;
    }

    /** {@return the exit code, or empty if the process did not exit by itself} */
    default OptionalInt exitCode() {
        return this instanceof Exited exited ? OptionalInt.of(exited.code()) : OptionalInt.empty();
    }

    /** {@return what happened, as a clause for messages, such as {@code exited with code 3}} */
    String describe();

    /**
     * The process exited by itself.
     *
     * @param code its exit code, 0 to 255
     */
    record Exited(int code) implements ExitStatus {
        @Override
        public String describe() {
            return "exited with code " + code;
        }
    }

    /**
     * A signal that Curfew did not send ended the process.
     *
     * <p>A shell whose own command was ended by a signal exits with 128 plus its number: that is an exit code. Without a
     * {@linkplain Containment#GUARD guard} only the JVM tells, and it says the same of both; then such a code is read as the
     * signal, unless that ends nobody, as SIGCHLD.
     *
     * @param signal the signal
     */
    record Signaled(Signal signal) implements ExitStatus {

        /**
         * Check that there is a signal.
         *
         * @param signal the signal
         */
        public Signaled {
            Objects.requireNonNull(signal, "signal");
        }

        @Override
        public String describe() {
            return "was ended by " + signal;
        }
    }

    /**
     * Curfew ended the process with a signal: the scope ended, or the test asked for it.
     *
     * @param signal the signal that ended it
     * @param reason why, as a clause such as {@code its scope ended}
     */
    record Killed(Signal signal, String reason) implements ExitStatus {

        /**
         * Check that there is a signal and a reason.
         *
         * @param signal the signal that ended it
         * @param reason why
         */
        public Killed {
            Objects.requireNonNull(signal, "signal");
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public String describe() {
            return "was killed by Curfew with " + signal + " because " + reason;
        }
    }

    /**
     * The command exceeded one of its limits and Curfew ended it.
     *
     * @param limit which limit
     * @param after the limit's value
     */
    record TimedOut(Limit limit, Duration after) implements ExitStatus {

        /**
         * Check that there is a limit and its value.
         *
         * @param limit which limit
         * @param after the limit's value
         */
        public TimedOut {
            Objects.requireNonNull(limit, "limit");
            Objects.requireNonNull(after, "after");
        }

        @Override
        public String describe() {
            return "was killed by Curfew because it exceeded its " + limit + " of " + Durations.text(after);
        }
    }

    /**
     * The process is gone and nobody can tell how it ended.
     *
     * @param reason why its status is unknown
     */
    record Lost(String reason) implements ExitStatus {

        /**
         * Check that there is a reason.
         *
         * @param reason why its status is unknown
         */
        public Lost {
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public String describe() {
            return "was lost: " + reason;
        }
    }
}
