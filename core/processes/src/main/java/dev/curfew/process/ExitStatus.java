package dev.curfew.process;

import dev.curfew.internal.Durations;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * How a process ended.
 *
 * <p>Switch over the five cases, or call {@link #exitCode()} and {@link #success()}. Immutable.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
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
     * The process was ended by a signal that Curfew did not send.
     *
     * <p>If a command of a shell is ended by a signal, the shell itself exits with 128 plus the signal number: that is
     * an exit code. Without a {@linkplain Containment#GUARD guard} only the JVM reports the status, and it reports both
     * cases alike. Such a code is then interpreted as the signal, except for signals that do not end a process, such as
     * SIGCHLD.
     *
     * @param signal the signal
     */
    record Signaled(Signal signal) implements ExitStatus {

        /**
         * Check that the signal is not null.
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
     * Curfew ended the process with a signal, at the end of its scope or on request.
     *
     * @param signal the signal that ended it
     * @param reason why, as a clause such as {@code its scope ended}
     */
    record Killed(Signal signal, String reason) implements ExitStatus {

        /**
         * Check that signal and reason are not null.
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
     * @param limit the limit
     * @param after the value of the limit
     */
    record TimedOut(Limit limit, Duration after) implements ExitStatus {

        /**
         * Check that the limit and its value are not null.
         *
         * @param limit the limit
         * @param after the value of the limit
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
     * The process is gone, and it is unknown how it ended; or a real-time signal ended it, for which there is no
     * {@link Signal}.
     *
     * @param reason why its status is unknown, or what ended it
     */
    record Lost(String reason) implements ExitStatus {

        /**
         * Check that the reason is not null.
         *
         * @param reason why its status is unknown
         */
        public Lost {
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public String describe() {
            return "ended without an exit code: " + reason;
        }
    }
}
