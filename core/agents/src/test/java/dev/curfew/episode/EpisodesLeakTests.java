package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.process.Command;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.ContainerEngine;
import dev.curfew.sandbox.fixture.HostProcesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Many short episodes leave nothing in this JVM and on this machine. */
@Isolated("it counts threads and descriptors")
class EpisodesLeakTests {

    /** {@code -Dcurfew.episodes.local=1000} and {@code -Dcurfew.episodes.docker=200} for the long forms. */
    private static final int LOCAL = Integer.getInteger("curfew.episodes.local", 50);

    private static final int IN_DOCKER = Integer.getInteger("curfew.episodes.docker", 6);
    private static final int MOST_MORE = 8;
    private static final long MOST_MORE_BYTES = 8 << 20;

    @Test
    void leavesNothingOfShortEpisodes() {
        String number = HostProcesses.uniqueNumber();
        Episodes episodes = Episodes.of(task(Sandbox.local(), number))
                .withAgents((task, seed) -> observation -> List.of())
                .withHeadroom(Headroom.unlimited())
                .withConcurrency(4);
        episodes.withEpisodesPerTask(10).run();
        State before = State.now();

        EpisodesReport report = episodes.withEpisodesPerTask(LOCAL).run();

        assertThat(report.isComplete()).isTrue();
        assertThat(report.isClean()).as(report.render()).isTrue();
        assertThat(report.summary().solved()).isEqualTo(new EpisodesSummary.Rate(LOCAL, LOCAL));
        assertNothingMore(before, number, report);
    }

    @Test
    void leavesNothingOfShortEpisodesInContainers() {
        ContainerEngine.DOCKER.require();
        String number = HostProcesses.uniqueNumber();
        Sandbox sandbox = Sandbox.docker(ContainerEngine.DOCKER.busybox()).withPool(2);
        Episodes episodes = Episodes.of(task(sandbox, number))
                .withAgents((task, seed) -> observation -> List.of())
                .withHeadroom(Headroom.unlimited())
                .withConcurrency(3);
        episodes.withEpisodesPerTask(3).run();
        State before = State.now();

        EpisodesReport report = episodes.withEpisodesPerTask(IN_DOCKER).run();

        assertThat(report.isComplete()).isTrue();
        assertThat(report.isClean()).as(report.render()).isTrue();
        assertThat(report.summary().solved()).isEqualTo(new EpisodesSummary.Rate(IN_DOCKER, IN_DOCKER));
        assertNothingMore(before, number, report);
    }

    private static Task task(Sandbox sandbox, String number) {
        return Task.of("short", "Do little")
                .withSandbox(sandbox)
                .withSetUp(Command.shell("sleep " + number + " & (sleep " + number + " &) ; echo done >file"))
                .withVerifier(verification -> Reward.of(
                        verification.run(Command.of("test", "-s", "file")).success() ? 1 : 0));
    }

    private static void assertNothingMore(State before, String number, EpisodesReport report) {
        await().untilAsserted(() -> {
            State after = State.now();
            assertThat(HostProcesses.alive(number)).isEmpty();
            assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + MOST_MORE);
            assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors() + MOST_MORE);
            assertThat(after.heap()).isLessThanOrEqualTo(before.heap() + MOST_MORE_BYTES);
        });
        System.out.println(before + " before, " + State.now() + " after\n" + report.render());
    }

    private record State(int threads, long descriptors, long heap) {

        static State now() {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            return new State(
                    Thread.getAllStackTraces().size(), descriptorsNow(), runtime.totalMemory() - runtime.freeMemory());
        }

        private static long descriptorsNow() {
            try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
                return open.count();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
