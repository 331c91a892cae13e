package dev.curfew.episode;

import dev.curfew.RegistryOptions;
import dev.curfew.internal.Check;
import dev.curfew.internal.Lists;
import dev.curfew.internal.Time;
import dev.curfew.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.apiguardian.api.API;

/**
 * Runs many episodes: a number of episodes of each task, with a limited number at the same time.
 *
 * <pre>{@code
 * EpisodesReport report = Episodes.of(tasks)
 *         .withAgents((task, seed) -> new MyAgent(seed))
 *         .withEpisodesPerTask(10)
 *         .withConcurrency(8)
 *         .withResults(Path.of("results.jsonl"))
 *         .withListener(ProgressLine.toTerminal(System.err, 80))
 *         .run();
 * }</pre>
 *
 * <p>The seed of an episode depends only on the seed of the run, the name of the task and the index of the episode: the
 * same seed gives the same episodes, regardless of concurrency and of the order in which they finish.
 *
 * <p>With a results file, a run that ended early, even by the death of the JVM, is resumed by running it again:
 * finished episodes are not run again. However the run ends, nothing is left of any episode.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class Episodes {

    private final EpisodesSettings settings;

    private Episodes(EpisodesSettings settings) {
        this.settings = settings;
    }

    /**
     * {@return one episode of each task}
     *
     * @param tasks the tasks, at least one, with distinct names
     */
    public static Episodes of(List<Task> tasks) {
        RunPlan.requireDistinct(tasks);
        EpisodesSettings settings = new EpisodesSettings();
        settings.tasks = List.copyOf(tasks);
        return new Episodes(settings);
    }

    /**
     * {@return one episode of each task}
     *
     * @param tasks the tasks, at least one, with distinct names
     */
    public static Episodes of(Task... tasks) {
        return of(List.of(tasks));
    }

    private Episodes with(Consumer<EpisodesSettings> change) {
        return new Episodes(settings.with(change));
    }

    /**
     * {@return these episodes with agents}
     *
     * @param factory creates the agent of each episode; called by several threads
     */
    public Episodes withAgents(Agent.Factory factory) {
        Objects.requireNonNull(factory, "factory");
        return with(copy -> copy.agents = factory);
    }

    /**
     * {@return these episodes with another number of episodes for each task}
     *
     * @param n the number of episodes for each task; 1 by default
     */
    public Episodes withEpisodesPerTask(int n) {
        Check.argument(n > 0, "times must be positive", n);
        return with(copy -> {
            copy.times = n;
            copy.seeds = List.of();
        });
    }

    /**
     * {@return these episodes with another seed, from which the seed of each episode is derived}
     *
     * @param base the seed; 0 by default
     */
    public Episodes withSeed(long base) {
        return with(copy -> {
            copy.seed = base;
            copy.seeds = List.of();
        });
    }

    /**
     * {@return these episodes with the given seeds instead of derived ones: one episode of each task for each seed}
     *
     * @param all the seeds, at least one, all different
     */
    public Episodes withSeeds(long... all) {
        List<Long> distinct = RunPlan.distinct(all);
        return with(copy -> copy.seeds = distinct);
    }

    /**
     * {@return these episodes with another limit for concurrent episodes}
     *
     * @param n the maximum number of concurrent episodes; by default the number of slots in the places, or without
     *     places the number of processors of this machine
     */
    public Episodes withConcurrency(int n) {
        Check.argument(n > 0, "concurrency must be positive", n);
        return with(copy -> copy.concurrency = n);
    }

    /**
     * {@return these episodes with a time limit for the whole run}
     *
     * @param time when it expires, no more episodes begin, and running ones are abandoned; unlimited by default
     */
    public Episodes withDeadline(Duration time) {
        Check.positive(time, "time");
        return with(copy -> copy.deadline = time);
    }

    /**
     * {@return these episodes with a budget for their total cost, in a unit of your choice: calls, CPU time, money}
     *
     * <p>Each attempt has a cost, and so have the episodes of earlier runs in the results file, whose transcripts are
     * missing. The cost of an episode is added when it ends, so concurrent episodes may exceed the budget.
     *
     * @param most when it is spent, no more episodes begin, and running ones are finished; unlimited by default
     * @param cost computes the cost of an episode, such as {@code result -> result.usage().calls()}; not negative
     */
    public Episodes withBudget(double most, ToDoubleFunction<EpisodeResult> cost) {
        Check.argument(most > 0, "most must be positive", most);
        Objects.requireNonNull(cost, "cost");
        return with(copy -> {
            copy.budget = most;
            copy.cost = cost;
        });
    }

    /**
     * {@return these episodes with another number of attempts at each episode; only the failure of a sandbox leads to
     * another attempt}
     *
     * @param n the maximum number of attempts; 3 by default
     */
    public Episodes withAttempts(int n) {
        Check.argument(n > 0, "attempts must be positive", n);
        return with(copy -> copy.attempts = n);
    }

    /**
     * {@return these episodes with another pause before the second attempt; the pause doubles before each further
     * attempt, up to 30 seconds or to the given pause if that is longer}
     *
     * @param pause the pause; 1 second by default
     */
    public Episodes withPause(Duration pause) {
        Check.positive(pause, "pause");
        return with(copy -> copy.pause = pause);
    }

    /**
     * {@return these episodes with a results file, which receives a line of JSON for each finished episode}
     *
     * <p>A line is on disk before the listeners are notified of its episode. A concurrent run cannot use the same file;
     * a file with the suffix {@code .lock} beside it names the owner. If the file exists, the run resumes: the tasks
     * and seeds must be the same, but there may be more of them.
     *
     * @param jsonl the file; it and its directory are created if necessary
     */
    public Episodes withResults(Path jsonl) {
        Objects.requireNonNull(jsonl, "jsonl");
        return with(copy -> copy.results = jsonl);
    }

    /**
     * {@return these episodes with a directory for transcripts, which receives a file of JSON lines for each finished
     * episode}
     *
     * @param folder the directory; created if necessary
     * @param mostBytes the maximum size of each file; further exchanges are omitted, and the last line gives their
     *     number
     */
    public Episodes withTranscripts(Path folder, long mostBytes) {
        Objects.requireNonNull(folder, "folder");
        Check.argument(mostBytes > 0, "mostBytes must be positive", mostBytes);
        return with(copy -> {
            copy.transcripts = folder;
            copy.transcriptBytes = mostBytes;
        });
    }

    /**
     * {@return these episodes with an additional listener}
     *
     * @param listener receives the events of the run
     */
    public Episodes withListener(EpisodeListener listener) {
        Objects.requireNonNull(listener, "listener");
        return with(copy -> copy.listeners = Lists.plus(copy.listeners, listener));
    }

    /**
     * {@return these episodes, distributed among the sandboxes of a pool, which replace those of the tasks}
     *
     * @param pool the sandboxes
     */
    public Episodes withSandboxPool(SandboxPool pool) {
        return withSandboxPool(pool, Task::withSandbox);
    }

    /**
     * {@return these episodes, distributed among the sandboxes of a pool}
     *
     * @param pool the sandboxes
     * @param placing creates the task for a place from a task and the sandbox of the place, for example because each
     *     task has its own image; called by several threads
     */
    public Episodes withSandboxPool(SandboxPool pool, BiFunction<Task, Sandbox, Task> placing) {
        Objects.requireNonNull(pool, "pool");
        Objects.requireNonNull(placing, "placing");
        return with(copy -> {
            copy.pool = pool;
            copy.placing = placing;
        });
    }

    /**
     * {@return these episodes with another condition for starting one}
     *
     * @param headroom checks whether there is room for another episode; {@link Headroom#ofThisMachine()} by default
     */
    public Episodes withHeadroom(Headroom headroom) {
        Objects.requireNonNull(headroom, "headroom");
        return with(copy -> copy.headroom = headroom);
    }

    /**
     * {@return these episodes with other options for their registries}
     *
     * @param options the options; their name and sandbox are not used
     */
    public Episodes withOptions(RegistryOptions options) {
        Objects.requireNonNull(options, "options");
        return with(copy -> copy.options = options);
    }

    /**
     * {@return these episodes with another minimum reward that counts as solved in the report}
     *
     * @param reward the minimum reward; 1 by default
     */
    public Episodes withSolvedAt(double reward) {
        Check.argument(Double.isFinite(reward), "reward must be finite", reward);
        return with(copy -> copy.solvedAt = reward);
    }

    Episodes timedBy(Time time) {
        return with(copy -> copy.time = time);
    }

    /**
     * Run the episodes. An interrupt ends all running episodes at once; the report then says what was finished, and the
     * thread keeps its interrupted status.
     *
     * @return the report; failures of episodes are results, never exceptions
     * @throws ResultsException if the results file cannot be used; nothing has begun
     * @throws IllegalStateException if there are no agents
     */
    public EpisodesReport run() {
        if (settings.agents == null) {
            throw new IllegalStateException("Failed to run episodes: there are no agents; use Episodes.withAgents");
        }
        return new EpisodesRun(settings, settings.agents).run();
    }
}
