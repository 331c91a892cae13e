package dev.curfew.episode;

import dev.curfew.EnteredSandbox;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.LeftBehindException;
import dev.curfew.diagnosis.SandboxUnavailableException;
import dev.curfew.internal.Durations;
import dev.curfew.internal.Time;
import dev.curfew.tool.ProcessTool;
import dev.curfew.tool.ToolOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One run of an agent on a task: the sandbox is set up, the agent acts, its work is verified, and everything is cleaned
 * up, however the episode ends.
 *
 * <p>Curfew runs it, with an {@link Agent}:
 *
 * <pre>{@code
 * EpisodeResult result = Episode.run(task, (ignored, seed) -> new MyAgent(seed), 1);
 * }</pre>
 *
 * <p>or the caller does, step by step:
 *
 * <pre>{@code
 * try (Episode episode = Episode.open(task, 1)) {
 *     Observation observation = episode.observe();
 *     while (!episode.isOver()) {
 *         observation = episode.step(callsFor(observation));
 *     }
 *     Reward reward = episode.verify();
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class Episode implements AutoCloseable {

    private static final String OVER = "{\"status\":\"error\",\"error\":\"The episode is over\"}";
    private static final int LONGEST_CALL = 20_000;

    private final Task task;
    private final long seed;
    private final EpisodeEnvironment environment;
    private final ProcessTool tool;
    private final Meter meter;
    private final Instant began;
    private final Duration setUp;
    private final List<Exchange> transcript = new ArrayList<>();
    private List<String> answers = List.of();
    private @Nullable Outcome outcome;
    private @Nullable Reward reward;
    private Duration acting = Duration.ZERO;
    private Duration verification = Duration.ZERO;
    private @Nullable EpisodeResult result;

    Episode(Task task, long seed, EpisodeEnvironment environment, Instant began, Duration setUp) {
        this.task = task;
        this.seed = seed;
        this.environment = environment;
        this.began = began;
        this.setUp = setUp;
        this.tool = ProcessTool.over(environment.processes(), optionsFor(task, environment));
        this.meter = new Meter(task.limits(), Time.ofSystem());
    }

    private static ToolOptions optionsFor(Task task, EpisodeEnvironment environment) {
        Duration longest = task.limits().callTime();
        Duration byDefault = ToolOptions.DEFAULT.defaultWait();
        ToolOptions options =
                ToolOptions.DEFAULT.withWaits(byDefault.compareTo(longest) < 0 ? byDefault : longest, longest);
        return environment.directory().isEmpty() ? options : options.withDirectory(Path.of(environment.directory()));
    }

    /**
     * Set up an episode with {@link RegistryOptions#DEFAULT}.
     *
     * @param task the task
     * @param seed the seed, for agents and for the result
     * @return the episode, ready for the first turn
     * @throws SandboxUnavailableException if the sandbox cannot be entered; nothing is left behind
     * @throws SetUpException if the set-up fails; nothing is left behind
     */
    public static Episode open(Task task, long seed) {
        return open(task, seed, RegistryOptions.DEFAULT);
    }

    /**
     * Set up an episode.
     *
     * @param task the task
     * @param seed the seed, for agents and for the result
     * @param options the options of its registry; name and sandbox are taken from the task
     * @return the episode, ready for the first turn
     * @throws SandboxUnavailableException if the sandbox cannot be entered; nothing is left behind
     * @throws SetUpException if the set-up fails; nothing is left behind
     */
    public static Episode open(Task task, long seed, RegistryOptions options) {
        return EpisodeSetUp.open(task, seed, options);
    }

    /** {@return the task} */
    public Task task() {
        return task;
    }

    /** {@return the seed} */
    public long seed() {
        return seed;
    }

    /** {@return the registry of the agent's processes, which can also start others} */
    public ProcessRegistry processes() {
        return environment.processes();
    }

    /** {@return the sandbox in which the agent acts} */
    public EnteredSandbox sandbox() {
        return environment.sandbox();
    }

    /** {@return the working directory of the agent's commands, a path in the sandbox} */
    public String directory() {
        return environment.directory();
    }

    /** {@return the observation for the next turn of the agent} */
    public synchronized Observation observe() {
        return new Observation(meter.turns() + 1, task.instruction(), answers, meter.turnsLeft(), meter.timeLeft());
    }

    /** {@return whether the agent can no longer act: it is done, has reached a limit, or the episode is closed} */
    public synchronized boolean isOver() {
        if (outcome == null) {
            meter.limit().ifPresent(limit -> stop(new Outcome.LimitReached(limit)));
        }
        return outcome != null;
    }

    /**
     * Take a turn.
     *
     * @param calls the tool calls, in order; empty if the agent is done
     * @return the observation after the calls
     */
    public Observation step(List<String> calls) {
        if (calls.isEmpty()) {
            stop(new Outcome.Finished());
        } else if (!isOver()) {
            meter.turn();
            List<String> told = new ArrayList<>();
            for (String call : calls) {
                told.add(call(call));
            }
            synchronized (this) {
                answers = List.copyOf(told);
            }
        }
        return observe();
    }

    private String call(String call) {
        Optional<String> limit = meter.limitWithinTurn();
        limit.ifPresent(reached -> stop(new Outcome.LimitReached(reached)));
        if (isStopped()) {
            return OVER;
        }
        long nanos = System.nanoTime();
        String answer = tool.call(call);
        meter.answered(answer);
        record(call, answer, Time.ofSystem().since(nanos));
        return answer;
    }

    private synchronized boolean isStopped() {
        return outcome != null;
    }

    private synchronized void record(String call, String answer, Duration took) {
        String kept = call.length() <= LONGEST_CALL ? call : call.substring(0, LONGEST_CALL);
        transcript.add(new Exchange(meter.turns(), kept, answer, took));
    }

    /** Record an outcome. Only the first one counts. */
    synchronized void stop(Outcome how) {
        if (outcome == null) {
            outcome = how;
            acting = meter.elapsed();
        }
    }

    /** {@return the calls of the agent so far, with their answers} */
    public synchronized List<Exchange> transcript() {
        return List.copyOf(transcript);
    }

    /**
     * Verify the work of the agent, which can no longer act. A second call returns the reward of the first one.
     *
     * @return the reward, or the reason why it could not be computed
     */
    public synchronized Reward verify() {
        stop(new Outcome.Finished());
        if (reward == null) {
            long nanos = System.nanoTime();
            noticeALostSandbox();
            Reward judged = isJudged() ? judge() : Reward.missing("");
            if (isJudged() && judged.value().isEmpty()) {
                environment.awaitNewsOfTheSandbox();
            }
            noticeALostSandbox();
            reward = isJudged()
                    ? judged
                    : Reward.missing(Objects.requireNonNull(outcome).describe());
            verification = Time.ofSystem().since(nanos);
        }
        return reward;
    }

    /** A lost sandbox cannot be verified, whatever the outcome of the agent; another attempt may succeed. */
    private void noticeALostSandbox() {
        if (isJudged() && !environment.sandbox().isOpen()) {
            outcome = new Outcome.SandboxFailed(environment.sandbox() + " was lost before the end of the verification");
        }
    }

    private boolean isJudged() {
        return Objects.requireNonNull(outcome).isJudged();
    }

    private Reward judge() {
        Verification look = new Verification(
                task,
                seed,
                environment.processes(),
                environment.sandbox(),
                environment.directory(),
                List.copyOf(transcript));
        try {
            return Worker.run(
                    "curfew verification",
                    task.limits().verificationTime(),
                    () -> Objects.requireNonNull(task.verifier().verify(look), "it returned null"));
        } catch (Worker.TimeOverException e) {
            return Reward.missing("the verification exceeded its limit of "
                    + Durations.text(task.limits().verificationTime()) + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reward.missing("the verification was interrupted");
        } catch (ExecutionException e) {
            return Reward.missing("the verifier failed: " + e.getCause());
        }
    }

    /**
     * End the episode: all processes and their descendants are ended, and all files are deleted. A second call returns
     * the result of the first one.
     *
     * @return the result; failures are results too
     */
    public synchronized EpisodeResult end() {
        if (result == null) {
            stop(new Outcome.Abandoned("it was ended before the agent was done"));
            long nanos = System.nanoTime();
            KillReport report = environment.end();
            Duration ending = Time.ofSystem().since(nanos);
            result = new EpisodeResult(
                    task.name(),
                    seed,
                    1,
                    Objects.requireNonNull(outcome),
                    reward == null ? Reward.missing("the result was not verified") : reward,
                    meter.turns(),
                    new EpisodeResult.Timing(began, setUp, acting, verification, ending),
                    meter.usage(environment.processes()),
                    transcript,
                    report);
        }
        return result;
    }

    /**
     * End the episode as {@link #end()} does.
     *
     * @throws LeftBehindException if a process or a file is left
     */
    @Override
    public void close() {
        KillReport report = end().report();
        if (!report.isClean()) {
            throw new LeftBehindException(report);
        }
    }

    /**
     * Run an episode with {@link RegistryOptions#DEFAULT} from set-up to cleanup.
     *
     * @param task the task
     * @param agents creates the agent
     * @param seed the seed
     * @return the result; failures are results too
     */
    public static EpisodeResult run(Task task, Agent.Factory agents, long seed) {
        return run(task, agents, seed, RegistryOptions.DEFAULT);
    }

    /**
     * Run an episode from set-up to cleanup. If the thread is interrupted, the episode is abandoned, and the thread
     * keeps its interrupted status.
     *
     * @param task the task
     * @param agents creates the agent
     * @param seed the seed
     * @param options the options of its registry; name and sandbox are taken from the task
     * @return the result; failures are results too
     */
    public static EpisodeResult run(Task task, Agent.Factory agents, long seed, RegistryOptions options) {
        Objects.requireNonNull(agents, "agents");
        Episode episode = EpisodeSetUp.attempt(task, seed, options);
        try {
            if (!episode.isOver()) {
                episode.act(agents);
            }
            episode.verify();
        } finally {
            episode.end();
        }
        return episode.end();
    }

    private void act(Agent.Factory agents) {
        try {
            Worker.run("curfew agent of " + task.name() + "#" + seed, meter.timeLeft(), () -> actWith(agents));
        } catch (Worker.TimeOverException e) {
            stop(new Outcome.LimitReached(meter.timeLimit() + e.getMessage()));
        } catch (ExecutionException e) {
            stop(new Outcome.AgentFailed(String.valueOf(e.getCause())));
        } catch (InterruptedException e) {
            stop(new Outcome.Abandoned("its thread was interrupted"));
            Thread.currentThread().interrupt();
        }
    }

    private Outcome actWith(Agent.Factory agents) throws Exception {
        try (Agent agent = agents.create(task, seed)) {
            while (!isOver()) {
                step(agent.act(observe()));
            }
        }
        return Objects.requireNonNull(outcome);
    }
}
