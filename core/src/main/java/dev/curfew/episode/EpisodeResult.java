package dev.curfew.episode;

import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.internal.Check;
import dev.curfew.process.ResourceUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What became of an episode.
 *
 * @param task the name of the task
 * @param seed the seed
 * @param attempt which attempt it was, from 1
 * @param outcome how the acting ended
 * @param reward what it is worth, or why that is not known
 * @param turns how many turns the agent took
 * @param timing what took how long
 * @param usage what was used
 * @param transcript the calls of the agent and their answers
 * @param report what the end of the scope did, and what is left
 * @since 0.1
 */
public record EpisodeResult(
        String task,
        long seed,
        int attempt,
        Outcome outcome,
        Reward reward,
        int turns,
        Timing timing,
        Usage usage,
        List<Exchange> transcript,
        KillReport report) {

    /**
     * Copy the transcript.
     *
     * @param task the name of the task
     * @param seed the seed
     * @param attempt which attempt it was
     * @param outcome how the acting ended
     * @param reward what it is worth
     * @param turns how many turns the agent took
     * @param timing what took how long
     * @param usage what was used
     * @param transcript the calls of the agent
     * @param report what the end of the scope did
     */
    public EpisodeResult {
        Objects.requireNonNull(task, "task");
        Check.argument(attempt > 0, "attempt must be positive", attempt);
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(reward, "reward");
        Objects.requireNonNull(timing, "timing");
        Objects.requireNonNull(usage, "usage");
        transcript = List.copyOf(transcript);
        Objects.requireNonNull(report, "report");
    }

    /**
     * What took how long.
     *
     * @param began when the episode began
     * @param setUp until the agent could act
     * @param acting from then until the agent was done
     * @param verification of what it did
     * @param ending until nothing was left
     */
    public record Timing(Instant began, Duration setUp, Duration acting, Duration verification, Duration ending) {

        /**
         * Check that nothing is missing.
         *
         * @param began when the episode began
         * @param setUp until the agent could act
         * @param acting until the agent was done
         * @param verification of what it did
         * @param ending until nothing was left
         */
        public Timing {
            Objects.requireNonNull(began, "began");
            Objects.requireNonNull(setUp, "setUp");
            Objects.requireNonNull(acting, "acting");
            Objects.requireNonNull(verification, "verification");
            Objects.requireNonNull(ending, "ending");
        }
    }

    /**
     * What was used.
     *
     * @param calls how many calls of the tool the agent made
     * @param processes how many processes were started, those of set-up and verification included
     * @param output how many characters the agent was answered
     * @param resources what the processes used, as {@link ProcessRegistry#resourceUse()} has it
     */
    public record Usage(int calls, int processes, long output, ResourceUse resources) {

        /**
         * Check that nothing is missing.
         *
         * @param calls how many calls of the tool the agent made
         * @param processes how many processes were started
         * @param output how many characters the agent was answered
         * @param resources what the processes used
         */
        public Usage {
            Objects.requireNonNull(resources, "resources");
        }
    }

    /**
     * {@return this result as that of another attempt}
     *
     * @param other which attempt it was, from 1
     */
    public EpisodeResult attempt(int other) {
        return new EpisodeResult(task, seed, other, outcome, reward, turns, timing, usage, transcript, report);
    }

    /** {@return the task, the seed, the outcome and the reward} */
    @Override
    public String toString() {
        String worth = reward.value().isPresent()
                ? "reward " + reward.value().getAsDouble()
                : "no reward (" + reward.reason() + ")";
        return task + "#" + seed + ": " + outcome.describe() + ", " + worth;
    }
}
