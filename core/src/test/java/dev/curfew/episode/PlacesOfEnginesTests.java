package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.process.Command;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.SlurmSandbox;
import dev.curfew.sandbox.fixture.ContainerEngine;
import dev.curfew.sandbox.fixture.SlurmCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Episodes on real engines, which schedule while Curfew queues. */
class PlacesOfEnginesTests {

    private static Task task(Sandbox sandbox) {
        return Task.of("write", "Write a file")
                .in(sandbox)
                .preparing(Command.shell("sleep 1000 & echo ready >file"))
                .judgedBy(verification -> Reward.of(
                        verification.run(Command.of("test", "-s", "file")).success() ? 1 : 0));
    }

    private static EpisodesReport run(Places places, int times) {
        return Episodes.of(task(Sandbox.local()))
                .agents((task, seed) -> observation -> List.of())
                .in(places)
                .times(times)
                .heeding(Headroom.unlimited())
                .run();
    }

    private static void assertSolved(EpisodesReport report, int times) {
        assertThat(report.isComplete()).isTrue();
        assertThat(report.isClean()).as(report.render()).isTrue();
        assertThat(report.summary().solved()).as(report.render()).isEqualTo(new EpisodesSummary.Rate(times, times));
    }

    @Test
    void reachesTheEngineOfAContext() {
        ContainerEngine.DOCKER.require();
        String image = ContainerEngine.DOCKER.busybox();

        EpisodesReport report = run(
                Places.of("here", Sandbox.docker(image), 1)
                        .and("context", Sandbox.docker(image).inContext("default"), 1),
                4);

        assertSolved(report, 4);
        assertThat(report.finished()).extracting(FinishedEpisode::place).contains("context");
    }

    @Test
    void hasManyEpisodesInOneAllocationOfSlurm() {
        try (SlurmCluster cluster = SlurmCluster.start()) {
            output(words(cluster, "salloc", "--no-shell", "--ntasks=1", "--job-name=many"));
            String job = output(words(cluster, "squeue", "--noheader", "--name=many", "--format=%A"))
                    .strip();
            SlurmSandbox sandbox = Sandbox.slurm("").through(words(cluster, "srun"));

            EpisodesReport report = run(Places.of("allocation", sandbox.inAllocation(job), 3), 6);

            assertSolved(report, 6);
            assertThat(output(words(cluster, "squeue", "--noheader", "--format=%A %T")))
                    .isEqualToIgnoringWhitespace(job + " RUNNING");
            assertThat(output(words(cluster, "squeue", "--noheader", "--steps", "--format=%j")))
                    .doesNotContain("curfew-");
            output(words(cluster, "scancel", job));
        }
    }

    private static String output(String... words) {
        try (ProcessRegistry processes = ProcessRegistry.open()) {
            BackgroundProcess process =
                    processes.start(Command.of(List.of(words)).separateErrors());
            assertThat(process.waitFor(Duration.ofSeconds(60)).success())
                    .as(process.toString())
                    .isTrue();
            return process.output().text();
        }
    }

    private static String[] words(SlurmCluster cluster, String program, String... options) {
        return cluster.client(program, options).toArray(String[]::new);
    }
}
