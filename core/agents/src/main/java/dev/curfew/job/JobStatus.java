package dev.curfew.job;

import dev.curfew.process.ExitStatus;
import java.time.Instant;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The status of a job as recorded on disk.
 *
 * <p>Immutable: an instance describes the state at the time when it was read.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public sealed interface JobStatus {

    /** {@return whether the job has not ended} */
    default boolean isRunning() {
        return this instanceof Running;
    }

    /** {@return how the job ended, or empty if it has not} */
    default Optional<ExitStatus> exit() {
        return this instanceof Ended ended ? Optional.of(ended.how()) : Optional.empty();
    }

    /** {@return the status as a clause for messages, such as {@code exited with code 3}} */
    String describe();

    /**
     * The command is running, or about to start.
     *
     * @param since the time of the start
     */
    record Running(Instant since) implements JobStatus {

        @Override
        public String describe() {
            return "has been running since " + since;
        }
    }

    /**
     * The command has ended. This is final.
     *
     * <p>All five cases of {@link ExitStatus} occur: a job that was ended by {@link Job#stop()} is killed, and none of
     * its processes is alive; a job that exceeded its maximum runtime is timed out; a job is lost if its watcher was
     * ended by an unrelated process, or if its machine was restarted.
     *
     * @param how how it ended
     * @param at when the end was recorded
     */
    record Ended(ExitStatus how, Instant at) implements JobStatus {

        @Override
        public String describe() {
            return how.describe();
        }
    }
}
