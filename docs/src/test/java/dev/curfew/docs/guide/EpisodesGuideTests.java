package dev.curfew.docs.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.curfew.docs.checks.Documented;
import dev.curfew.episode.Agent;
import dev.curfew.episode.Episode;
import dev.curfew.episode.EpisodeLimits;
import dev.curfew.episode.EpisodeResult;
import dev.curfew.episode.EpisodeResults;
import dev.curfew.episode.Episodes;
import dev.curfew.episode.EpisodesReport;
import dev.curfew.episode.FinishedEpisode;
import dev.curfew.episode.Outcome;
import dev.curfew.episode.ProgressLine;
import dev.curfew.episode.Reward;
import dev.curfew.episode.SandboxPool;
import dev.curfew.episode.Task;
import dev.curfew.process.Command;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.SlurmSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpisodesGuideTests {

    @TempDir
    Path folder;

    private final StringBuilder screen = new StringBuilder();

    private static Task task() {
        // snippet:task
        Task task = Task.of("sort", "Sort the lines of names.txt, in place.")
                .withSetUp(Command.shell("printf 'b\\nc\\na\\n' >names.txt"))
                .withLimits(EpisodeLimits.DEFAULT.withTurns(5).withTime(Duration.ofMinutes(1)))
                .withVerifier(verification -> Reward.of(
                        verification.run(Command.shell("sort -c names.txt")).success() ? 1 : 0));
        // end
        return task;
    }

    @Test
    void runsOne() {
        Task task = task();
        // snippet:one
        Agent.Factory agents = (ignored, seed) ->
                Agent.scripted("{\"action\":\"start\",\"command\":\"sort -o names.txt names.txt\",\"wait\":10}");

        EpisodeResult result = Episode.run(task, agents, 1);
        // end
        assertThat(result.outcome()).isEqualTo(new Outcome.Finished());
        assertThat(result.report().isClean()).isTrue();
    }

    @Test
    void runsMany() throws IOException {
        List<Task> tasks = List.of(task());
        Agent.Factory agents = (ignored, seed) -> observation -> List.of();
        Path results = folder.resolve("results.jsonl");
        // snippet:many
        EpisodesReport report = Episodes.of(tasks)
                .withAgents(agents)
                .withEpisodesPerTask(4)
                .withSeed(42)
                .withConcurrency(2)
                .withResults(results)
                .withListener(ProgressLine.toLog(screen, Duration.ofSeconds(10)))
                .run();

        screen.append(report.render());
        // end
        assertThat(report.isComplete()).isTrue();
        assertThat(screen.toString()).contains("4 of 4 episodes finished");
        // snippet:read
        for (FinishedEpisode episode : EpisodeResults.read(results).finished()) {
            screen.append(episode.key()).append(' ').append(episode.result().reward());
        }
        // end
        JsonNode line = new ObjectMapper().readTree(Files.readAllLines(results).get(1));
        assertThat(line.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(Documented.names("docs/guide/episodes.md"));
        assertThatThrownBy(() -> Episodes.of(tasks)
                        .withAgents(agents)
                        .withSeed(43)
                        .withResults(results)
                        .run())
                .satisfies(e -> Documented.message("results-of-another-run", e.getMessage()));
    }

    @Test
    void choosesPlaces() {
        // snippet:places
        SandboxPool places = SandboxPool.of("here", Sandbox.docker("debian:12").withPool(8), 8)
                .and("big", Sandbox.docker("debian:12").withPool(32).withContext("big-host"), 64)
                .and("build-7", Sandbox.ssh("ci@build-7"), 16)
                .withTolerance(3, Duration.ofMinutes(1));
        // end
        assertThat(places.slots()).isEqualTo(88);
    }

    @Test
    void choosesAnAllocation() {
        String job = "4711";
        // snippet:allocation
        SlurmSandbox allocation = Sandbox.slurm("").withAllocation(job);
        SandboxPool nodes = SandboxPool.of("node-1", allocation.withNode("node-1"), 50)
                .and("node-2", allocation.withNode("node-2"), 50);
        // end
        assertThat(nodes.all()).hasSize(2);
    }
}
