package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.WaitTimeoutException;
import dev.curfew.sandbox.fixture.HostProcesses;
import dev.curfew.sandbox.fixture.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A harness that is killed leaves nothing, and resumes where it stopped. */
class EpisodesDeathTests {

    /** {@code -Dcurfew.episodes.kills=50} for the long form. */
    private static final int KILLS = Integer.getInteger("curfew.episodes.kills", 5);

    private static final int LATEST_MILLIS = 700;

    @TempDir
    Path folder;

    @Test
    void leavesNothingWhenItIsKilledAndResumes() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int kill = 0;
        while (kill < KILLS) {
            Path temp = Files.createTempDirectory(folder, "tmp");
            Path results = folder.resolve("results-" + kill + ".jsonl");
            String number = HostProcesses.uniqueNumber();
            boolean isDone = false;
            for (int i = 0; i < 3 && kill < KILLS && !isDone; i++) {
                isDone = runs(temp, results, number, Duration.ofMillis(1L + random.nextInt(LATEST_MILLIS)));
                kill++;
            }
            runs(temp, results, number, Patience.LIMIT);
            assertThat(leftIn(temp)).as("seed " + seed).isEmpty();
            assertThat(EpisodeResults.read(results).finished())
                    .as("seed " + seed)
                    .extracting(FinishedEpisode::key)
                    .containsExactlyInAnyOrderElementsOf(HarnessJvm.PLAN.keys());
        }
    }

    /** {@return whether it was done before it was killed} */
    private static boolean runs(Path temp, Path results, String number, Duration limit) {
        try (ProcessRegistry processes = ProcessRegistry.open()) {
            BackgroundProcess harness = processes.start(HarnessJvm.thatRuns(results, number)
                    .withEnv("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temp)
                    .withEnv("TMPDIR", temp.toString()));
            harness.expect("begins in");
            boolean isDone = endsWithin(harness, limit);
            ProcessHandle.of(harness.pid()).ifPresent(ProcessHandle::destroyForcibly);
            harness.waitFor();
            long dead = System.nanoTime();
            HostProcesses.awaitNone(number, Patience.LIMIT);
            await().pollInterval(Duration.ofMillis(20)).until(() -> filesIn(temp), List::isEmpty);
            System.out.printf(
                    "%s, nothing left after %d ms%n",
                    isDone ? "done" : "killed after " + limit.toMillis() + " ms",
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - dead));
            return isDone;
        }
    }

    /**
     * One that is killed in the first milliseconds, before it has a warden, leaves the folder of its session, in which no agent has had
     * a file; the next one, such as the one that resumes, sweeps it.
     */
    private static List<Path> filesIn(Path temp) {
        return leftIn(temp).stream()
                .filter(file -> !Files.isDirectory(file) && !isOfSession(file))
                .toList();
    }

    private static boolean isOfSession(Path file) {
        return file.getFileName().toString().matches("journal|requests|status");
    }

    private static boolean endsWithin(BackgroundProcess process, Duration limit) {
        try {
            process.waitFor(limit);
            return true;
        } catch (WaitTimeoutException e) {
            return false;
        }
    }

    /** Programs are extracted once per user, for the next run too. A draft of a session is deleted by its age only. */
    private static List<Path> leftIn(Path temp) {
        try (Stream<Path> files = Files.walk(temp)) {
            return files.filter(file -> temp.relativize(file).getNameCount() > 1)
                    .filter(file -> !file.toString().contains("/bin"))
                    .filter(file -> !file.toString().contains("/new-"))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of(temp);
        }
    }
}
