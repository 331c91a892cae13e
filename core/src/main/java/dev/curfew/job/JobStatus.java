package dev.curfew.job;

import dev.curfew.process.ExitStatus;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What the disk says of a job.
 *
 * <p>Instances are immutable, and say what was the case when they were read.
 *
 * @since 0.1
 */
public sealed interface JobStatus {

    /** {@return whether the job has not ended} */
    default boolean isRunning() {
        return this instanceof Running;
    }

    /** {@return how the job ended, or empty if it has not} */
    default Optional<ExitStatus> exit() {
        return this instanceof Ended ended ? Optional.of(ended.how()) : Optional.empty();
    }

    /** {@return what is the case, as a clause for messages, such as {@code exited with code 3}} */
    String describe();

    /**
     * The command runs, or is about to.
     *
     * @param since when it was started
     */
    record Running(Instant since) implements JobStatus {

        /**
         * Check that there is a time.
         *
         * @param since when it was started
         */
        public Running {
            Objects.requireNonNull(since, "since");
        }

        @Override
        public String describe() {
            return "has been running since " + since;
        }
    }

    /**
     * The command has ended; that does not change any more.
     *
     * <p>The five cases of {@link ExitStatus} are all there: a job that was ended by {@link Job#kill()} was killed, and
     * nothing of it is alive; one that exceeded its maximum runtime has timed out; one whose watcher was ended by somebody
     * else, or whose machine was, is lost.
     *
     * @param how how it ended
     * @param at when that was noted
     */
    record Ended(ExitStatus how, Instant at) implements JobStatus {

        /**
         * Check that nothing is {@code null}.
         *
         * @param how how it ended
         * @param at when that was noted
         */
        public Ended {
            Objects.requireNonNull(how, "how");
            Objects.requireNonNull(at, "at");
        }

        @Override
        public String describe() {
            return how.describe();
        }
    }
}
