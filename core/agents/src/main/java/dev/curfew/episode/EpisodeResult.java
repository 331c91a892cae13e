package dev.curfew.episode;

import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.internal.Check;
import dev.curfew.process.ResourceUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * The result of an episode.
 *
 * @param task the name of the task
 * @param seed the seed
 * @param attempt the number of the attempt, from 1
 * @param outcome how the work of the agent ended
 * @param reward the reward, or the reason why it could not be computed
 * @param turns the number of turns that the agent took
 * @param timing the duration of each phase
 * @param usage the resources used
 * @param transcript the calls of the agent and their answers
 * @param report what was done at the end of the scope, and what is left
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
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
     * @param attempt the number of the attempt
     * @param outcome how the work of the agent ended
     * @param reward the reward
     * @param turns the number of turns that the agent took
     * @param timing the duration of each phase
     * @param usage the resources used
     * @param transcript the calls of the agent
     * @param report what was done at the end of the scope
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
     * The duration of each phase.
     *
     * @param began when the episode began
     * @param setUp the time until the agent could act
     * @param acting the time from then until the agent was done
     * @param verification the time of the verification
     * @param ending the time until nothing was left
     */
    public record Timing(Instant began, Duration setUp, Duration acting, Duration verification, Duration ending) {}

    /**
     * The resources used.
     *
     * @param calls the number of tool calls by the agent
     * @param processes the number of processes started, including those of set-up and verification
     * @param output the number of characters in all answers to the agent
     * @param resources the resources used by the processes, as reported by {@link ProcessRegistry#resourceUse()}
     */
    public record Usage(int calls, int processes, long output, ResourceUse resources) {}

    /**
     * {@return this result with another number of the attempt}
     *
     * @param other the number of the attempt, from 1
     */
    public EpisodeResult withAttempt(int other) {
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
