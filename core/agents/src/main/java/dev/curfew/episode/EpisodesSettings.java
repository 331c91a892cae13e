package dev.curfew.episode;

import dev.curfew.RegistryOptions;
import dev.curfew.internal.Time;
import dev.curfew.internal.Values;
import dev.curfew.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The settings of {@link Episodes}. */
final class EpisodesSettings extends Values<EpisodesSettings> {

    List<Task> tasks = List.of();
    Agent.@Nullable Factory agents;
    int times = 1;
    long seed;
    List<Long> seeds = List.of();
    int concurrency;

    @Nullable
    Duration deadline;

    double budget = Double.POSITIVE_INFINITY;
    ToDoubleFunction<EpisodeResult> cost = result -> 0;
    int attempts = 3;
    Duration pause = Duration.ofSeconds(1);

    @Nullable
    Path results;

    @Nullable
    Path transcripts;

    long transcriptBytes;
    List<EpisodeListener> listeners = List.of();

    @Nullable
    SandboxPool pool;

    BiFunction<Task, Sandbox, Task> placing = Task::withSandbox;
    Headroom headroom = Headroom.ofThisMachine();
    RegistryOptions options = RegistryOptions.DEFAULT;
    double solvedAt = 1;
    Time time = Time.ofSystem();

    RunPlan plan() {
        return seeds.isEmpty() ? RunPlan.derived(tasks, seed, times) : RunPlan.given(tasks, seeds);
    }

    int workers() {
        int slots = pool == null ? Integer.MAX_VALUE : pool.slots();
        int wanted = concurrency > 0 ? concurrency : Runtime.getRuntime().availableProcessors();
        return concurrency == 0 && pool != null ? slots : Math.min(wanted, slots);
    }

    Optional<Transcripts> keptTranscripts() {
        return Optional.ofNullable(transcripts).map(folder -> new Transcripts(folder, transcriptBytes));
    }
}
