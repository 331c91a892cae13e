package dev.curfew.episode;

import java.util.Objects;

/**
 * How the acting of an episode ended; what it is worth is the {@link Reward}.
 *
 * @since 0.1
 */
public sealed interface Outcome {

    /** {@return whether the agent came to its end or to one of its limits, so that what it did can be judged} */
    default boolean isJudged() {
        return this instanceof Finished || this instanceof LimitReached;
    }

    /** {@return what happened, as a clause for messages, such as {@code the agent finished}} */
    String describe();

    /** The agent said that it was done. */
    record Finished() implements Outcome {
        @Override
        public String describe() {
            return "the agent finished";
        }
    }

    /**
     * The agent reached a limit; what it had done by then is judged all the same.
     *
     * @param limit the limit, such as {@code 30 turns}
     */
    record LimitReached(String limit) implements Outcome {

        /**
         * Check that there is a limit.
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
     * @param reason what it threw, or how it died
     */
    record AgentFailed(String reason) implements Outcome {

        /**
         * Check that there is a reason.
         *
         * @param reason what it threw
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
     * The task could not be set up: its files could not be brought in, or a command of its set-up failed.
     *
     * @param reason what failed
     */
    record SetUpFailed(String reason) implements Outcome {

        /**
         * Check that there is a reason.
         *
         * @param reason what failed
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
     * The sandbox could not be entered, or was lost: neither the agent nor the task is to blame, and another attempt may
     * succeed.
     *
     * @param reason what failed
     */
    record SandboxFailed(String reason) implements Outcome {

        /**
         * Check that there is a reason.
         *
         * @param reason what failed
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
     * @param reason who ended it
     */
    record Abandoned(String reason) implements Outcome {

        /**
         * Check that there is a reason.
         *
         * @param reason who ended it
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
