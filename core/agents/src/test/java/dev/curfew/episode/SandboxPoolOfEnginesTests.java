package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.process.Command;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.SlurmSandbox;
import dev.curfew.sandbox.fixture.ContainerEngine;
import dev.curfew.sandbox.fixture.KubernetesStub;
import dev.curfew.sandbox.fixture.Patience;
import dev.curfew.sandbox.fixture.SlurmCluster;
import dev.curfew.sandbox.fixture.SshServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Episodes on real engines, which schedule while Curfew queues. */
class SandboxPoolOfEnginesTests {

    private static Task task(Sandbox sandbox) {
        return Task.of("write", "Write a file")
                .withSandbox(sandbox)
                .withSetUp(Command.shell("sleep 1000 & echo ready >file"))
                .withVerifier(verification -> Reward.of(
                        verification.run(Command.of("test", "-s", "file")).success() ? 1 : 0));
    }

    /** Solved by an agent on the node that its place asks for. */
    private static Task judgedByItsNode(Task task, Sandbox sandbox) {
        String isThere = "case \"$1\" in *--nodelist=$SLURMD_NODENAME]) ;; *) false ;; esac";
        String options = ((SlurmSandbox) sandbox).options().toString();
        return task.withSandbox(sandbox)
                .withVerifier(verification -> Reward.of(
                        verification
                                        .run(Command.of("sh", "-c", isThere, "sh", options))
                                        .success()
                                ? 1
                                : 0));
    }

    private static EpisodesReport run(SandboxPool pool, int times) {
        return episodes(times).withSandboxPool(pool).run();
    }

    private static Episodes episodes(int times) {
        return Episodes.of(task(Sandbox.local()))
                .withAgents((task, seed) -> observation -> List.of())
                .withEpisodesPerTask(times)
                .withHeadroom(Headroom.unlimited());
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
                SandboxPool.of("here", Sandbox.docker(image), 1)
                        .and("context", Sandbox.docker(image).withContext("default"), 1),
                4);

        assertSolved(report, 4);
        assertThat(report.finished()).extracting(FinishedEpisode::place).contains("context");
    }

    @Test
    void reachesHostsAndPods() {
        try (SshServer host = SshServer.start();
                KubernetesStub pod = KubernetesStub.start()) {
            SandboxPool pool = SandboxPool.of("host", sandbox(host), 2)
                    .and(
                            "pod",
                            Sandbox.kubernetes(pod.pod())
                                    .withOptions(pod.options().toArray(String[]::new)),
                            2);

            EpisodesReport report = run(pool, 6);

            assertSolved(report, 6);
            assertThat(report.finished()).extracting(FinishedEpisode::place).contains("host", "pod");
        }
    }

    /** The connections of all four are cut: they are run again, and what was left on the host is ended there. */
    @Test
    void runsEpisodesAgainThatLostTheirHost() {
        try (SshServer host = SshServer.start()) {
            CyclicBarrier allAct = new CyclicBarrier(4, host::cut);
            AtomicInteger acting = new AtomicInteger();
            Agent.Factory agents = (task, seed) -> observation -> {
                if (acting.getAndIncrement() < 4) {
                    meet(allAct);
                }
                return List.of();
            };

            EpisodesReport report = episodes(4)
                    .withAgents(agents)
                    .withSandboxPool(SandboxPool.of("host", sandbox(host), 4).withTolerance(10, Duration.ofSeconds(1)))
                    .withAttempts(3)
                    .run();

            assertThat(report.summary().solved()).as(report.render()).isEqualTo(new EpisodesSummary.Rate(4, 4));
            assertThat(report.finished())
                    .allSatisfy(
                            episode -> assertThat(episode.result().attempt()).isGreaterThan(1));
        }
    }

    private static Sandbox sandbox(SshServer host) {
        return Sandbox.ssh(host.host()).withOptions("-F", host.config().toString());
    }

    private static void meet(CyclicBarrier all) {
        try {
            all.await(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void hasManyEpisodesInOneAllocationOfSlurm() {
        try (SlurmCluster cluster = SlurmCluster.start()) {
            output(words(cluster, "salloc", "--no-shell", "--ntasks=1", "--job-name=many"));
            String job = output(words(cluster, "squeue", "--noheader", "--name=many", "--format=%A"))
                    .strip();
            SlurmSandbox sandbox = Sandbox.slurm("").withClient(words(cluster, "srun"));

            EpisodesReport report = run(SandboxPool.of("allocation", sandbox.withAllocation(job), 3), 6);

            assertSolved(report, 6);
            assertThat(output(words(cluster, "squeue", "--noheader", "--format=%A %T")))
                    .isEqualToIgnoringWhitespace(job + " RUNNING");
            assertThat(output(words(cluster, "squeue", "--noheader", "--steps", "--format=%j")))
                    .doesNotContain("curfew-");
            output(words(cluster, "scancel", job));
        }
    }

    @Test
    void dividesEpisodesAmongTheNodesOfAnAllocation() {
        try (SlurmCluster cluster = SlurmCluster.start(2)) {
            output(words(cluster, "salloc", "--no-shell", "--nodes=2", "--job-name=wide"));
            String job = output(words(cluster, "squeue", "--noheader", "--name=wide", "--format=%A"))
                    .strip();
            SlurmSandbox allocation =
                    Sandbox.slurm("").withClient(words(cluster, "srun")).withAllocation(job);
            SandboxPool pool = SandboxPool.of(cluster.node(1), allocation.withNode(cluster.node(1)), 2)
                    .and(cluster.node(2), allocation.withNode(cluster.node(2)), 2);

            EpisodesReport report = episodes(6)
                    .withSandboxPool(pool, SandboxPoolOfEnginesTests::judgedByItsNode)
                    .run();

            assertSolved(report, 6);
            assertThat(report.finished()).extracting(FinishedEpisode::place).contains(cluster.node(1), cluster.node(2));
            output(words(cluster, "scancel", job));
        }
    }

    private static String output(String... words) {
        try (ProcessRegistry processes = ProcessRegistry.open()) {
            BackgroundProcess process =
                    processes.start(Command.of(List.of(words)).separateErrors());
            assertThat(process.waitFor(Patience.LIMIT).success())
                    .as(process.toString())
                    .isTrue();
            return process.output().text();
        }
    }

    private static String[] words(SlurmCluster cluster, String program, String... options) {
        return cluster.client(program, options).toArray(String[]::new);
    }
}
