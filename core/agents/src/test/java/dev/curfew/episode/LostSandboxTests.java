package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.ProcessRegistry;
import dev.curfew.process.Command;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.ContainerEngine;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LostSandboxTests {

    private static final Pattern HOST = Pattern.compile("([0-9a-f]{12})\\\\n");

    /** The name of the host is the id of the container. */
    private static List<String> removeItsContainer(Observation observation) {
        if (observation.turn() == 1) {
            return List.of("{\"action\":\"start\",\"command\":\"hostname\",\"wait\":30}");
        }
        Matcher host = HOST.matcher(observation.answers().get(0));
        assertThat(host.find()).as(observation.answers().get(0)).isTrue();
        try (ProcessRegistry here = ProcessRegistry.open()) {
            assertThat(here.start(Command.of("docker", "rm", "--force", host.group(1)))
                            .waitFor()
                            .success())
                    .isTrue();
        }
        return List.of();
    }

    @Test
    void isNotJudgedForWhatTheSandboxDid() {
        Task task = Task.of("survive", "Stay")
                .withSandbox(Sandbox.docker(ContainerEngine.DOCKER.busybox()))
                .withVerifier(verification -> {
                    verification.run(Command.of("true"));
                    return Reward.of(1);
                });

        EpisodeResult result = Episode.run(task, (ignored, seed) -> LostSandboxTests::removeItsContainer, 1);

        assertThat(result.outcome()).isInstanceOf(Outcome.SandboxFailed.class);
        assertThat(result.reward()).isInstanceOf(Reward.Missing.class);
        assertThat(result.report().isClean()).isTrue();
    }
}
