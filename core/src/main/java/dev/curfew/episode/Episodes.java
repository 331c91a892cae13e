package dev.curfew.episode;

import dev.curfew.RegistryOptions;
import dev.curfew.internal.Check;
import dev.curfew.internal.Time;
import dev.curfew.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Many episodes at once: tasks, each of them so many times, with so many at the same time.
 *
 * <pre>{@code
 * EpisodesReport report = Episodes.of(tasks)
 *         .agents((task, seed) -> new MyAgent(seed))
 *         .times(10)
 *         .concurrency(8)
 *         .resultsIn(Path.of("results.jsonl"))
 *         .listening(ProgressLine.onTerminal(System.err, 80))
 *         .run();
 * }</pre>
 *
 * <p>The seed of an episode depends on nothing but the seed of the run, the name of its task and its index: the same seeds give
 * the same episodes, whatever the concurrency is and in whatever order they finish.
 *
 * <p>With a file of results, a run that ended early, even by the death of the JVM, is resumed by running it again: what is finished
 * is not run again. However it ends, nothing is left of any episode.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class Episodes {

    private final EpisodesSettings settings;

    private Episodes(EpisodesSettings settings) {
        this.settings = settings;
    }

    /**
     * {@return episodes of tasks, one of each}
     *
     * @param tasks the tasks, at least one; no two of them have the same name
     */
    public static Episodes of(List<Task> tasks) {
        Roster.requireDistinct(tasks);
        EpisodesSettings settings = new EpisodesSettings();
        settings.tasks = List.copyOf(tasks);
        return new Episodes(settings);
    }

    /**
     * {@return episodes of tasks, one of each}
     *
     * @param tasks the tasks, at least one; no two of them have the same name
     */
    public static Episodes of(Task... tasks) {
        return of(List.of(tasks));
    }

    private Episodes with(Consumer<EpisodesSettings> change) {
        EpisodesSettings copy = settings.copy();
        change.accept(copy);
        return new Episodes(copy);
    }

    /**
     * {@return these episodes with agents}
     *
     * @param factory makes the agent of each episode; called by several threads
     */
    public Episodes agents(Agent.Factory factory) {
        Objects.requireNonNull(factory, "factory");
        return with(copy -> copy.agents = factory);
    }

    /**
     * {@return these episodes with another number of them for each task}
     *
     * @param n how many; 1 by default
     */
    public Episodes times(int n) {
        Check.argument(n > 0, "times must be positive", n);
        return with(copy -> {
            copy.times = n;
            copy.seeds = List.of();
        });
    }

    /**
     * {@return these episodes with another seed, from which that of each episode is derived}
     *
     * @param base the seed; 0 by default
     */
    public Episodes seed(long base) {
        return with(copy -> {
            copy.seed = base;
            copy.seeds = List.of();
        });
    }

    /**
     * {@return these episodes with given seeds instead of derived ones: one episode of each task for each seed}
     *
     * @param all the seeds, at least one, each only once
     */
    public Episodes seeds(long... all) {
        List<Long> distinct = Roster.distinct(all);
        return with(copy -> copy.seeds = distinct);
    }

    /**
     * {@return these episodes with another bound on how many run at the same time}
     *
     * @param n how many; by default as many as there are slots in the places, or without places as many as this machine has
     *     processors
     */
    public Episodes concurrency(int n) {
        Check.argument(n > 0, "concurrency must be positive", n);
        return with(copy -> copy.concurrency = n);
    }

    /**
     * {@return these episodes with a bound on the time of the whole run}
     *
     * @param time after this nothing begins any more, and what runs is abandoned; without a bound by default
     */
    public Episodes deadline(Duration time) {
        Check.positive(time, "time");
        return with(copy -> copy.deadline = time);
    }

    /**
     * {@return these episodes with a bound on what they cost together, in whatever you count: calls, CPU time, money}
     *
     * <p>Each attempt costs, and what earlier runs have left in the file of results, where transcripts are missing. One by one
     * they are counted as they end, so those that run at the same time may cost more than there was.
     *
     * @param most once it is spent, nothing begins any more, and what runs is finished; without a bound by default
     * @param cost what an episode has cost, such as {@code result -> result.usage().calls()}; not negative
     */
    public Episodes budget(double most, ToDoubleFunction<EpisodeResult> cost) {
        Check.argument(most > 0, "most must be positive", most);
        Objects.requireNonNull(cost, "cost");
        return with(copy -> {
            copy.budget = most;
            copy.cost = cost;
        });
    }

    /**
     * {@return these episodes with another number of attempts at each of them; only a sandbox that failed is worth another one}
     *
     * @param n how many at most; 3 by default
     */
    public Episodes attempts(int n) {
        Check.argument(n > 0, "attempts must be positive", n);
        return with(copy -> copy.attempts = n);
    }

    /**
     * {@return these episodes with another pause before the second attempt; it doubles before each further one, up to 30
     *     seconds or to itself where it is longer}
     *
     * @param pause how long; 1 second by default
     */
    public Episodes pausing(Duration pause) {
        Check.positive(pause, "pause");
        return with(copy -> copy.pause = pause);
    }

    /**
     * {@return these episodes with a file for their results, one line of JSON for each that is finished}
     *
     * <p>A line is on the disk before anybody hears of its episode. A second run that wants the file at the same time is
     * refused; a file {@code .lock} beside it says who has it. If the file is there, the run resumes: it has to be of the
     * same tasks and seeds, while there may be more of them.
     *
     * @param jsonl the file; it and its folder are created if they are not there
     */
    public Episodes resultsIn(Path jsonl) {
        Objects.requireNonNull(jsonl, "jsonl");
        return with(copy -> copy.results = jsonl);
    }

    /**
     * {@return these episodes with a folder for their transcripts, a file of JSON lines for each that is finished}
     *
     * @param folder the folder, which is created if it is not there
     * @param mostBytes how long each may be; exchanges that are beyond are left out, and the last line says how many
     */
    public Episodes transcriptsIn(Path folder, long mostBytes) {
        Objects.requireNonNull(folder, "folder");
        Check.argument(mostBytes > 0, "mostBytes must be positive", mostBytes);
        return with(copy -> {
            copy.transcripts = folder;
            copy.transcriptBytes = mostBytes;
        });
    }

    /**
     * {@return these episodes with one more listener}
     *
     * @param listener hears how the run goes
     */
    public Episodes listening(EpisodeListener listener) {
        List<EpisodeListener> more = new ArrayList<>(settings.listeners);
        more.add(Objects.requireNonNull(listener, "listener"));
        return with(copy -> copy.listeners = List.copyOf(more));
    }

    /**
     * {@return these episodes, divided among places: the sandbox of the place replaces that of the task}
     *
     * @param places where they take place
     */
    public Episodes in(Places places) {
        return in(places, Task::in);
    }

    /**
     * {@return these episodes, divided among places}
     *
     * @param places where they take place
     * @param placing makes the task of a place out of a task and the sandbox of the place, for example because each task has an
     *     image of its own; called by several threads
     */
    public Episodes in(Places places, BiFunction<Task, Sandbox, Task> placing) {
        Objects.requireNonNull(places, "places");
        Objects.requireNonNull(placing, "placing");
        return with(copy -> {
            copy.places = places;
            copy.placing = placing;
        });
    }

    /**
     * {@return these episodes with another condition for their begin}
     *
     * @param headroom whether there is room for one more; {@link Headroom#ofThisMachine()} by default
     */
    public Episodes heeding(Headroom headroom) {
        Objects.requireNonNull(headroom, "headroom");
        return with(copy -> copy.headroom = headroom);
    }

    /**
     * {@return these episodes with other options for their registries}
     *
     * @param options the options; their name and sandbox are not used
     */
    public Episodes options(RegistryOptions options) {
        Objects.requireNonNull(options, "options");
        return with(copy -> copy.options = options);
    }

    /**
     * {@return these episodes with another least reward that means solved in the report}
     *
     * @param reward the reward; 1 by default
     */
    public Episodes solvedAt(double reward) {
        Check.argument(Double.isFinite(reward), "reward must be finite", reward);
        return with(copy -> copy.solvedAt = reward);
    }

    Episodes timedBy(Time time) {
        return with(copy -> copy.time = time);
    }

    /**
     * Run them. An interrupt ends all that run, at once; the report then says what was finished, and the thread stays interrupted.
     *
     * @return what became of them; failures of episodes are results, never exceptions
     * @throws ResultsException if the file of results cannot be used; nothing has begun
     * @throws IllegalStateException if there is nobody to act
     */
    public EpisodesReport run() {
        if (settings.agents == null) {
            throw new IllegalStateException("Failed to run episodes: there are no agents; use Episodes.agents");
        }
        return new EpisodesRun(settings, settings.agents).run();
    }
}
