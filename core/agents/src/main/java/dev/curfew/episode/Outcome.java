package dev.curfew.episode;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Describes how the work of the agent in an episode ended; its value is the {@link Reward}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public sealed interface Outcome {

    /** {@return whether the agent finished or reached a limit, so that its work can be verified} */
    default boolean isJudged() {
        return this instanceof Finished || this instanceof LimitReached;
    }

    /** {@return what happened, as a clause for messages, such as {@code the agent finished}} */
    String describe();

    /** The agent reported that it was done. */
    record Finished() implements Outcome {
        @Override
        public String describe() {
            return "the agent finished";
        }
    }

    /**
     * The agent reached a limit. What it has done so far is verified all the same.
     *
     * @param limit the limit, such as {@code 30 turns}
     */
    record LimitReached(String limit) implements Outcome {

        /**
         * Check that the limit is not null.
         *
         * @param limit the limit
         */
        public LimitReached {
            Objects.requireNonNull(limit, "limit");
        }

        @Override
        public String describe() {
            return "the agent reached its limit of " + limit;
        }
    }

    /**
     * The agent failed: it threw an exception, or its process died.
     *
     * @param reason the exception, or how the process died
     */
    record AgentFailed(String reason) implements Outcome {

        /**
         * Check that the reason is not null.
         *
         * @param reason the exception
         */
        public AgentFailed {
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public String describe() {
            return "the agent failed: " + reason;
        }
    }

    /**
     * The task could not be set up: its files could not be copied into the sandbox, or a command of its set-up failed.
     *
     * @param reason the failure
     */
    record SetUpFailed(String reason) implements Outcome {

        /**
         * Check that the reason is not null.
         *
         * @param reason the failure
         */
        public SetUpFailed {
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public String describe() {
            return "the set-up failed: " + reason;
        }
    }

    /**
     * The sandbox could not be entered, or was lost. This says nothing about the agent or the task, and another attempt
     * may succeed.
     *
     * @param reason the failure
     */
    record SandboxFailed(String reason) implements Outcome {

        /**
         * Check that the reason is not null.
         *
         * @param reason the failure
         */
        public SandboxFailed {
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public String describe() {
            return "the sandbox failed: " + reason;
        }
    }

    /**
     * The episode was closed, or the thread that ran it was interrupted, before the agent was done.
     *
     * @param reason what ended it
     */
    record Abandoned(String reason) implements Outcome {

        /**
         * Check that the reason is not null.
         *
         * @param reason what ended it
         */
        public Abandoned {
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public String describe() {
            return "the episode was abandoned: " + reason;
        }
    }
}
