package dev.curfew.benchmarks.episode;

import dev.curfew.benchmarks.harness.Sampler;
import dev.curfew.benchmarks.harness.Samples;
import dev.curfew.episode.Episodes;
import dev.curfew.episode.EpisodesReport;
import dev.curfew.episode.FinishedEpisode;
import dev.curfew.episode.Reward;
import dev.curfew.episode.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs episodes in which nothing is done, one after the other. */
final class EpisodeSampler implements Sampler {

    private static final Task TASK = Task.of("nothing", "Do nothing").withVerifier(verification -> Reward.of(1));

    private final boolean onDisk;

    EpisodeSampler(boolean onDisk) {
        this.onDisk = onDisk;
    }

    @Override
    public Samples take(int count) throws IOException {
        Path results = Files.createTempFile("episodes", ".jsonl");
        Episodes episodes = Episodes.of(TASK)
                .withAgents((task, seed) -> observation -> List.of())
                .withConcurrency(1)
                .withEpisodesPerTask(count);
        try {
            List<Long> times = new ArrayList<>();
            long begin = System.nanoTime();
            EpisodesReport report = (onDisk ? episodes.withResults(results) : episodes).run();
            long each = (System.nanoTime() - begin) / count;
            for (FinishedEpisode ignored : report.finished()) {
                times.add(each);
            }
            return Samples.times(times);
        } finally {
            Files.delete(results);
            Files.deleteIfExists(Path.of(results + ".lock"));
        }
    }
}
