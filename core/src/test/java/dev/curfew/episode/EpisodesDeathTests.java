package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.WaitTimeoutException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A harness that is killed leaves nothing, and goes on where it was. */
class EpisodesDeathTests {

    /** {@code -Dcurfew.episodes.kills=50} for the long form. */
    private static final int KILLS = Integer.getInteger("curfew.episodes.kills", 5);

    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final int LATEST_MILLIS = 700;

    @TempDir
    Path folder;

    @Test
    void leavesNothingWhenItIsKilledAndResumes() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int run = 0;
        for (int kill = 0; kill < KILLS; run++) {
            Path results = folder.resolve("results-" + run + ".jsonl");
            String number = Integer.toString(100_000_000 + random.nextInt(900_000_000));
            boolean killed = true;
            for (int i = 0; i < 3 && kill < KILLS && killed; i++, kill++) {
                killed = killOne(results, number, random.nextInt(LATEST_MILLIS));
            }
            EpisodesReport report = HarnessJvm.episodes(results, number).run();
            assertThat(report.isComplete()).as("seed %d: %s", seed, report).isTrue();
            assertThat(report.isClean()).as(report.render()).isTrue();
            assertThat(EpisodeResults.read(results).finished())
                    .extracting(FinishedEpisode::key)
                    .containsExactlyInAnyOrderElementsOf(HarnessJvm.ROSTER.keys());
            assertThat(alive(number)).isEmpty();
        }
    }

    /** {@return whether it was killed before it was done} */
    private boolean killOne(Path results, String number, int millis) throws IOException {
        Path temp = Files.createTempDirectory(folder, "tmp");
        try (ProcessRegistry processes = ProcessRegistry.open()) {
            BackgroundProcess harness = processes.start(HarnessJvm.thatRuns(results, number)
                    .env("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temp)
                    .env("TMPDIR", temp.toString()));
            harness.expect("begins in");
            boolean isDone = endsWithin(harness, Duration.ofMillis(millis + 1L));
            ProcessHandle.of(harness.pid()).ifPresent(ProcessHandle::destroyForcibly);
            harness.waitFor();
            long dead = System.nanoTime();
            await().atMost(BOUND).pollInterval(Duration.ofMillis(20)).until(() -> alive(number), List::isEmpty);
            await().atMost(BOUND).pollInterval(Duration.ofMillis(20)).until(() -> leftIn(temp), List::isEmpty);
            System.out.printf(
                    "killed after %d ms, nothing left after %d ms%n",
                    millis, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - dead));
            return !isDone;
        }
    }

    private static boolean isOfSession(Path file) {
        return file.getFileName().toString().matches("\\d+-\\d+|journal|requests|status");
    }

    private static boolean endsWithin(BackgroundProcess process, Duration limit) {
        try {
            process.waitFor(limit);
            return true;
        } catch (WaitTimeoutException e) {
            return false;
        }
    }

    private static List<Long> alive(String number) {
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process.pid()).contains(number) && isLiving(process.pid()))
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .map(ProcessHandle::pid)
                .toList();
    }

    private static String commandLine(long pid) {
        return read(Path.of("/proc", Long.toString(pid), "cmdline"));
    }

    /** A zombie is dead. */
    private static boolean isLiving(long pid) {
        String stat = read(Path.of("/proc", Long.toString(pid), "stat"));
        int state = stat.lastIndexOf(')') + 2;
        return state < stat.length() && "ZX".indexOf(stat.charAt(state)) < 0;
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * Programs are extracted once per user, for the next run too. One that is killed before it has a warden has started
     * nothing; its folder, in which no episode has had a file, is swept by the next JVM.
     */
    private static List<Path> leftIn(Path temp) {
        try (Stream<Path> files = Files.walk(temp)) {
            List<Path> left = files.filter(file -> temp.relativize(file).getNameCount() > 1)
                    .filter(file -> !file.toString().contains("/bin"))
                    .toList();
            return left.stream().allMatch(EpisodesDeathTests::isOfSession) ? List.of() : left;
        } catch (IOException | UncheckedIOException e) {
            return List.of(temp);
        }
    }
}
