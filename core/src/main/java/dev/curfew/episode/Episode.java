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
import org.jspecify.annotations.Nullable;

/**
 * One run of an agent at a task: the sandbox is set up, the agent acts, what it did is judged, and everything is gone,
 * however it ends.
 *
 * <p>Either Curfew runs it, with an {@link Agent}:
 *
 * <pre>{@code
 * EpisodeResult result = Episode.run(task, (ignored, seed) -> new MyAgent(seed), 1);
 * }</pre>
 *
 * <p>or somebody else does, step by step:
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
 * <p>Safe to use from several threads.
 *
 * @since 0.1
 */
public final class Episode implements AutoCloseable {

    private static final String OVER = "{\"status\":\"error\",\"error\":\"The episode is over\"}";
    private static final int LONGEST_CALL = 20_000;

    private final Task task;
    private final long seed;
    private final Stage stage;
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

    Episode(Task task, long seed, Stage stage, Instant began, Duration setUp) {
        this.task = task;
        this.seed = seed;
        this.stage = stage;
        this.began = began;
        this.setUp = setUp;
        this.tool = ProcessTool.over(stage.processes(), optionsFor(task, stage));
        this.meter = new Meter(task.limits(), Time.ofSystem());
    }

    private static ToolOptions optionsFor(Task task, Stage stage) {
        Duration longest = task.limits().callTime();
        Duration byDefault = ToolOptions.DEFAULT.defaultWait();
        ToolOptions options =
                ToolOptions.DEFAULT.waiting(byDefault.compareTo(longest) < 0 ? byDefault : longest, longest);
        return stage.directory().isEmpty() ? options : options.in(Path.of(stage.directory()));
    }

    /**
     * Set up an episode with {@link RegistryOptions#DEFAULT}.
     *
     * @param task the task
     * @param seed the seed, for agents and for the result
     * @return the episode, in which an agent can act
     * @throws SandboxUnavailableException if the sandbox cannot be entered; nothing is left
     * @throws SetUpException if the set-up fails; nothing is left
     */
    public static Episode open(Task task, long seed) {
        return open(task, seed, RegistryOptions.DEFAULT);
    }

    /**
     * Set up an episode.
     *
     * @param task the task
     * @param seed the seed, for agents and for the result
     * @param options how its registry behaves; its name and sandbox are those of the task
     * @return the episode, in which an agent can act
     * @throws SandboxUnavailableException if the sandbox cannot be entered; nothing is left
     * @throws SetUpException if the set-up fails; nothing is left
     */
    public static Episode open(Task task, long seed, RegistryOptions options) {
        return EpisodeSetUp.open(task, seed, options);
    }

    /** {@return what is to be done} */
    public Task task() {
        return task;
    }

    /** {@return the seed} */
    public long seed() {
        return seed;
    }

    /** {@return the processes of the agent, and where to start others} */
    public ProcessRegistry processes() {
        return stage.processes();
    }

    /** {@return where the agent acts} */
    public EnteredSandbox sandbox() {
        return stage.sandbox();
    }

    /** {@return the directory in which its commands run, a path in the sandbox} */
    public String directory() {
        return stage.directory();
    }

    /** {@return what the agent sees before its next turn} */
    public synchronized Observation observe() {
        return new Observation(meter.turns() + 1, task.instruction(), answers, meter.turnsLeft(), meter.timeLeft());
    }

    /** {@return whether the agent cannot act any more: it is done, at a limit, or the episode is closed} */
    public synchronized boolean isOver() {
        if (outcome == null) {
            meter.limit().ifPresent(limit -> stop(new Outcome.LimitReached(limit)));
        }
        return outcome != null;
    }

    /**
     * Take a turn.
     *
     * @param calls the calls of the tool, in their order; none says that the agent is done
     * @return what there is to see after them
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

    /** The first outcome counts. */
    synchronized void stop(Outcome how) {
        if (outcome == null) {
            outcome = how;
            acting = meter.elapsed();
        }
    }

    /** {@return what the agent did so far} */
    public synchronized List<Exchange> transcript() {
        return List.copyOf(transcript);
    }

    /**
     * Judge what the agent did; from now on it cannot act any more. A second call returns the reward of the first one.
     *
     * @return what it is worth, or why that is not known
     */
    public synchronized Reward verify() {
        stop(new Outcome.Finished());
        if (reward == null) {
            long nanos = System.nanoTime();
            noticeALostSandbox();
            Reward judged = isJudged() ? judge() : Reward.missing("");
            if (isJudged() && judged.value().isEmpty()) {
                stage.awaitNewsOfTheSandbox();
            }
            noticeALostSandbox();
            reward = isJudged()
                    ? judged
                    : Reward.missing(Objects.requireNonNull(outcome).describe());
            verification = Time.ofSystem().since(nanos);
        }
        return reward;
    }

    /** In a sandbox that is lost there is nothing to judge, whatever the agent came to: another attempt may succeed. */
    private void noticeALostSandbox() {
        if (isJudged() && !stage.sandbox().isOpen()) {
            outcome = new Outcome.SandboxFailed(stage.sandbox() + " was lost before the end of the verification");
        }
    }

    private boolean isJudged() {
        return Objects.requireNonNull(outcome).isJudged();
    }

    private Reward judge() {
        Verification look = new Verification(
                task, seed, stage.processes(), stage.sandbox(), stage.directory(), List.copyOf(transcript));
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
     * End the episode: every process is ended with all that it started, every file is deleted. A second call returns the
     * result of the first one.
     *
     * @return what became of it; failures too are results
     */
    public synchronized EpisodeResult end() {
        if (result == null) {
            stop(new Outcome.Abandoned("it was ended before the agent was done"));
            long nanos = System.nanoTime();
            KillReport report = stage.end();
            Duration ending = Time.ofSystem().since(nanos);
            result = new EpisodeResult(
                    task.name(),
                    seed,
                    1,
                    Objects.requireNonNull(outcome),
                    reward == null ? Reward.missing("nobody verified it") : reward,
                    meter.turns(),
                    new EpisodeResult.Timing(began, setUp, acting, verification, ending),
                    meter.usage(stage.processes()),
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
     * Run an episode with {@link RegistryOptions#DEFAULT} from its set-up to its end.
     *
     * @param task the task
     * @param agents makes the agent
     * @param seed the seed
     * @return what became of it; failures too are results
     */
    public static EpisodeResult run(Task task, Agent.Factory agents, long seed) {
        return run(task, agents, seed, RegistryOptions.DEFAULT);
    }

    /**
     * Run an episode from its set-up to its end. If the thread is interrupted, the episode is abandoned, and the thread stays
     * interrupted.
     *
     * @param task the task
     * @param agents makes the agent
     * @param seed the seed
     * @param options how its registry behaves; its name and sandbox are those of the task
     * @return what became of it; failures too are results
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
