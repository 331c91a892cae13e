package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTests {

    private static final Task A = Task.of("a", "Do it");
    private static final RunPlan PLAN = RunPlan.derived(List.of(A), 42, 3);
    private static final FinishedEpisode SECOND = Finished.of(
            PLAN.keys().get(1), new Outcome.AgentFailed("it said \"\n\u2603\""), Reward.missing("the agent failed"));
    private static final FinishedEpisode FIRST = Finished.of(PLAN.keys().get(0), 0.25);

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void choosePath() {
        path = folder.resolve("new/results.jsonl");
    }

    private void write(FinishedEpisode... episodes) {
        try (ResultsFile file = ResultsFile.open(path, PLAN)) {
            List.of(episodes).forEach(file::append);
        }
    }

    @Test
    void readsWhatItWrote() {
        write(SECOND, FIRST);

        assertThat(EpisodeResults.read(path).finished()).containsExactly(SECOND, FIRST);
        assertThat(path).content().hasLineCount(3).startsWith("{\"curfew\":\"episodes\"");
        try (ResultsFile again = ResultsFile.open(path, PLAN)) {
            assertThat(again.earlier()).containsExactly(SECOND, FIRST);
            assertThat(again.notes()).isEmpty();
        }
    }

    @Test
    void cutsOffATornLine() throws IOException {
        write(FIRST, SECOND);
        byte[] whole = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(whole, whole.length - 1));

        assertThat(EpisodeResults.read(path).finished()).containsExactly(FIRST);
        assertThat(EpisodeResults.read(path).torn())
                .hasValueSatisfying(torn -> assertThat(torn).startsWith("{\"task\":"));
        try (ResultsFile file = ResultsFile.open(path, PLAN)) {
            assertThat(file.earlier()).containsExactly(FIRST);
            assertThat(file.notes()).singleElement().asString().startsWith("cut off ");
            file.append(SECOND);
        }
        assertThat(Files.readAllBytes(path)).isEqualTo(whole);
    }

    /** After a power failure, a file may have its full length but end with zeros. */
    @Test
    void cutsOffALastLineOfGarbage() throws IOException {
        write(FIRST);
        Files.write(path, new byte[] {0, 0, 0, '\n'}, StandardOpenOption.APPEND);

        try (ResultsFile file = ResultsFile.open(path, PLAN)) {
            assertThat(file.earlier()).containsExactly(FIRST);
            assertThat(file.notes()).hasSize(1);
        }
    }

    @Test
    void beginsAnewIfNotEvenTheFirstLineIsWhole() throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "{\"curfew\":\"epi");

        write(FIRST);

        assertThat(EpisodeResults.read(path).finished()).containsExactly(FIRST);
    }

    @Test
    void saysWhichLineIsDamaged() throws IOException {
        write(FIRST, SECOND);
        Files.writeString(path, Files.readString(path).replaceFirst("\"turns\":3", "\"turns\":"));

        assertThatThrownBy(() -> ResultsFile.open(path, PLAN))
                .isInstanceOf(ResultsException.class)
                .hasMessageContaining("line 2 is damaged")
                .hasMessageContaining("repair or delete that line by hand");
    }

    @Test
    void refusesTheFileOfAnotherRun() {
        write(FIRST);

        assertThatThrownBy(() -> ResultsFile.open(path, RunPlan.derived(List.of(A), 43, 3)))
                .hasMessage("Failed to resume from the results [" + path + "]: they belong to another run\n"
                        + "  its seeds:    derived from 42\n"
                        + "  this run:     seeds derived from 43\n"
                        + "  next:         run with the tasks and seeds of that run, or choose another file");
        assertThatThrownBy(() -> ResultsFile.open(path, RunPlan.derived(List.of(Task.of("b", "")), 42, 3)))
                .hasMessageContaining("this run has no task of that name");
        assertThatThrownBy(() -> ResultsFile.open(path, RunPlan.given(List.of(A), List.of(1L))))
                .hasMessageContaining("its seeds:    derived from 42");
    }

    @Test
    void refusesAResultThatIsThereTwice() throws IOException {
        write(FIRST);
        String last = Files.readAllLines(path).get(1) + "\n";
        Files.write(path, last.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);

        assertThatThrownBy(() -> ResultsFile.open(path, PLAN)).hasMessageContaining("it appears twice");
    }

    @Test
    void refusesASecondRunOfThisJvm() {
        try (ResultsFile first = ResultsFile.open(path, PLAN)) {
            assertThatThrownBy(() -> ResultsFile.open(path, PLAN))
                    .isInstanceOf(ResultsException.class)
                    .hasMessageContaining("another run writes them")
                    .hasMessageContaining(
                            "this JVM, pid " + ProcessHandle.current().pid());
            first.append(FIRST);
        }
        ResultsFile.open(path, PLAN).close();
    }

    @Test
    void namesThePidOfAnotherHarness() throws IOException {
        Files.createDirectories(path.getParent());
        try (ProcessRegistry processes = ProcessRegistry.open()) {
            BackgroundProcess other = processes.start(HarnessJvm.thatHolds(path));
            other.expect("holds it");

            assertThatThrownBy(() -> ResultsFile.open(path, HarnessJvm.PLAN))
                    .isInstanceOf(ResultsException.class)
                    .hasMessageContaining("held by:      pid " + other.pid() + " on ");
        }
        ResultsFile.open(path, HarnessJvm.PLAN).close();
    }

    /** A device that is always full. */
    @Test
    void saysThatTheDiskIsFull() throws IOException {
        Files.createDirectories(path.getParent());
        Files.createSymbolicLink(path, Path.of("/dev/full"));

        assertThatThrownBy(() -> Episodes.of(A)
                        .withAgents((task, seed) -> observation -> List.of())
                        .withResults(path)
                        .run())
                .isInstanceOf(ResultsException.class)
                .hasMessageContaining("the space on its disk");
    }
}
