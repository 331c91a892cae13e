package dev.curfew.examples.episode;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.episode.EpisodeResult;
import dev.curfew.episode.Outcome;
import dev.curfew.examples.support.RequiresProgram;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.ContainerEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Agents that act in a container of their own; {@code target/episodes.txt} tells what became of them. */
@RequiresProgram("docker")
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

    @AfterAll
    static void writeTheReport() throws IOException {
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("episodes.txt"), REPORT.text());
    }
}
