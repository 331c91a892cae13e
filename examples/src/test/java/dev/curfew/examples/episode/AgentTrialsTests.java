package dev.curfew.examples.episode;

import static dev.curfew.junit.episode.assertj.EpisodeAssertions.assertThat;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.episode.EpisodeResult;
import dev.curfew.episode.EpisodeResults;
import dev.curfew.episode.Episodes;
import dev.curfew.episode.EpisodesReport;
import dev.curfew.episode.EpisodesSummary;
import dev.curfew.episode.Outcome;
import dev.curfew.episode.Task;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.ContainerEngine;
import dev.curfew.sandbox.fixture.ModuleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Agents that each act in their own container; {@code target/episodes.txt} contains their results. */
@EnabledIfProgram("docker")
class AgentTrialsTests {

    private static final Report REPORT = new Report();

    static List<Trial> trials() {
        return new Trials(Sandbox.docker(ContainerEngine.DOCKER.debianLike())).all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trials")
    void areRewardedForWhatTheyDo(Trial trial) {
        EpisodeResult result = trial.run();

        REPORT.add(trial, result);
        assertThat(result).hasOutcome(new Outcome.Finished()).leftNothing();
        if (trial.solves()) {
            assertThat(result).isSolved();
        } else {
            assertThat(result).isNotSolved();
        }
    }

    /** The tasks in containers from a pool, two at once, with a result on the disk as each of them ends. */
    @Test
    void areRunTogether(@TempDir Path folder) throws IOException {
        Sandbox pool = Sandbox.docker(ContainerEngine.DOCKER.debianLike()).withPool(2);
        Map<Task, Policy> solutions =
                new Trials(pool).all().stream().filter(Trial::solves).collect(toMap(Trial::task, Trial::policy));
        Path results = folder.resolve("results.jsonl");

        EpisodesReport report = Episodes.of(List.copyOf(solutions.keySet()))
                .withAgents((task, seed) -> solutions.get(task))
                .withConcurrency(2)
                .withResults(results)
                .run();

        Files.writeString(target("episodes-summary.txt"), report.render() + "\n");
        assertThat(report.isClean()).as(report.render()).isTrue();
        assertThat(report.summary().solved()).isEqualTo(new EpisodesSummary.Rate(5, 5));
        assertThat(EpisodeResults.read(results).finished()).hasSize(5);
    }

    @AfterAll
    static void writeTheReport() throws IOException {
        Files.writeString(target("episodes.txt"), REPORT.text());
    }

    private static Path target(String name) {
        return ModuleFolder.buildFolder(AgentTrialsTests.class).resolve(name);
    }
}
