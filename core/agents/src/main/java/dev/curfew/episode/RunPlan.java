package dev.curfew.episode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.internal.Check;
import dev.curfew.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The plan of a run: first the episodes of all tasks with index 0, then those with index 1, and so on. If the time is
 * used up early, the results then cover all tasks.
 *
 * @param tasks the tasks by name
 * @param seeds how the seeds are derived, for messages and for the results file
 * @param keys the episodes
 */
record RunPlan(Map<String, Task> tasks, String seeds, List<EpisodeKey> keys) {

    private static final String VERSION = "1";
    private static final String NEXT = "run with the tasks and seeds of that run, or choose another file";

    static RunPlan derived(List<Task> tasks, long base, int times) {
        List<EpisodeKey> keys = IntStream.range(0, times)
                .boxed()
                .flatMap(index -> tasks.stream()
                        .map(task -> new EpisodeKey(task.name(), index, Seeds.of(base, task.name(), index))))
                .toList();
        return new RunPlan(byName(tasks), "derived from " + base, keys);
    }

    static RunPlan given(List<Task> tasks, List<Long> seeds) {
        List<EpisodeKey> keys = new ArrayList<>();
        for (int i = 0; i < seeds.size(); i++) {
            for (Task task : tasks) {
                keys.add(new EpisodeKey(task.name(), i, seeds.get(i)));
            }
        }
        return new RunPlan(byName(tasks), "given", keys);
    }

    static List<Long> distinct(long... seeds) {
        List<Long> all = LongStream.of(seeds).boxed().toList();
        Check.argument(!all.isEmpty(), "seeds must not be empty", all);
        Check.argument(all.stream().distinct().count() == all.size(), "seeds must be distinct", all);
        return all;
    }

    private static Map<String, Task> byName(List<Task> tasks) {
        Map<String, Task> byName = new LinkedHashMap<>();
        tasks.forEach(task -> byName.put(task.name(), task));
        return byName;
    }

    /** Check that task names are unique, because results and seeds depend on them. */
    static void requireDistinct(List<Task> tasks) {
        Check.argument(!tasks.isEmpty(), "tasks must not be empty", tasks);
        Set<String> names = new HashSet<>();
        tasks.forEach(task -> Check.argument(names.add(task.name()), "names of tasks must be unique", task.name()));
    }

    /** {@return the first line of the results file} */
    ObjectNode describe() {
        return Json.object().put("curfew", "episodes").put("version", VERSION).put("seeds", seeds);
    }

    void requireSame(Path file, JsonNode run) {
        require(file, "kind", ResultsFile.difference(run, "curfew", "episodes"), "a file of episodes");
        require(file, "version", ResultsFile.difference(run, "version", VERSION), "version " + VERSION);
        require(file, "seeds", ResultsFile.difference(run, "seeds", seeds), "seeds " + seeds);
    }

    private static void require(Path file, String what, @Nullable String found, String wanted) {
        if (found != null) {
            throw new ResultsException(
                    another(file)
                            .with("its " + what, found)
                            .with("this run", wanted)
                            .with("next", NEXT),
                    null);
        }
    }

    /** {@return the given episodes; fails if one does not belong to this run, or is there twice} */
    List<FinishedEpisode> requireKnown(Path file, List<FinishedEpisode> episodes) {
        Set<EpisodeKey> known = new HashSet<>(keys);
        for (FinishedEpisode episode : episodes) {
            if (!known.remove(episode.key())) {
                throw new ResultsException(unknown(file, episode.key()), null);
            }
        }
        return episodes;
    }

    private Diagnosis unknown(Path file, EpisodeKey key) {
        String problem;
        if (!tasks.containsKey(key.task())) {
            problem = "this run has no task of that name";
        } else {
            problem =
                    keys.contains(key) ? "it appears twice" : "this run has no such index with the seed " + key.seed();
        }
        return another(file)
                .with("episode", key.toString())
                .with("problem", problem)
                .with("next", NEXT);
    }

    private static Diagnosis another(Path file) {
        return Diagnosis.of("Failed to resume from the results [" + file + "]: they belong to another run");
    }
}
