package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.BusyboxRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskFolderTests {

    @TempDir
    Path root;

    private Path folder = Path.of("");

    @BeforeEach
    void writeATask() throws IOException {
        folder = Files.createDirectories(root.resolve("make-a-file"));
        write("instruction.md", "# Make a file\n\nMake /made.\n");
        write("task.toml", """
                version = "1.0"

                [metadata]
                tags = ["easy"]

                [agent]
                timeout_sec = 120.0

                [verifier]
                timeout_sec = 30
                env = { EXPECTED = "/made" }

                [environment]
                docker_image = "debian:12"
                cpus = 2
                memory_mb = 512
                """);
        write(
                "tests/test.sh",
                "test -e \"$EXPECTED\" && echo 1 > /logs/verifier/reward.txt || echo 0 > /logs/verifier/reward.txt");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void saysWhatIsToBeDoneWhereAndForHowLong() {
        Task task = TaskFolder.load(folder);

        assertThat(task.name()).isEqualTo("make-a-file");
        assertThat(task.instruction()).isEqualTo("# Make a file\n\nMake /made.");
        assertThat(task.limits().time()).isEqualTo(Duration.ofMinutes(2));
        assertThat(task.limits().verificationTime()).isEqualTo(Duration.ofSeconds(30));
        assertThat(task.sandbox())
                .isEqualTo(Sandbox.docker("debian:12").with("--cpus", "2").with("--memory", "512m"));
    }

    @Test
    void buildsItsImageIfItNamesNone() throws IOException {
        write("task.toml", "version = \"1.0\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskFolder.load(folder))
                .withMessageContaining("has neither environment.docker_image in task.toml nor environment/Dockerfile");

        write("environment/Dockerfile", "FROM debian:12");
        assertThat(TaskFolder.load(folder).sandbox()).isEqualTo(Sandbox.dockerBuild(folder.resolve("environment")));
    }

    @Test
    void areFoundInAFolder() {
        assertThat(TaskFolder.loadAll(root)).extracting(Task::name).containsExactly("make-a-file");
    }

    @Test
    void areJudgedByTheirTests() {
        try (BusyboxRoot busybox = BusyboxRoot.make()) {
            Task task =
                    TaskFolder.load(folder, Sandbox.entering(busybox.entering().toArray(String[]::new)));

            try (Episode episode = Episode.open(task, 1)) {
                assertThat(episode.verify().value()).hasValue(0);
            }
            try (Episode episode = Episode.open(task, 1)) {
                episode.sandbox()
                        .start("touch /made; mkdir -p /logs/verifier; echo 7 > /logs/verifier/reward.txt")
                        .waitFor();
                assertThat(episode.verify().value()).hasValue(1);
            }
        }
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        Files.delete(folder.resolve("tests/test.sh"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskFolder.load(folder))
                .withMessage("Task " + folder + " has no tests/test.sh; that is what writes the reward");

        Files.delete(folder.resolve("task.toml"));
        write("task.yaml", "instruction: none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskFolder.load(folder))
                .withMessageContaining("has no task.toml; task.yaml is the form of the first Terminal-Bench");
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        write("task.toml", "[agent]\ntimeout_sec = \"soon\"\n[environment]\ndocker_image = \"x\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskFolder.load(folder))
                .withMessage("Task " + folder
                        + ": agent.timeout_sec in task.toml must be a positive number of seconds: \"soon\"");

        write("task.toml", "[agent\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskFolder.load(folder))
                .withMessageStartingWith("Task " + folder + " has an unreadable task.toml, line 1: ");
    }

    @Test
    void readsRewardsAsTheyAreWritten() {
        assertThat(List.of(
                        ScriptVerifier.reward("0.5", ""),
                        ScriptVerifier.reward("{\"reward\": 1}", ""),
                        ScriptVerifier.reward("", "test.sh exited with code 1"),
                        ScriptVerifier.reward("NaN", ""),
                        ScriptVerifier.reward("{\"score\": 1}", "")))
                .containsExactly(
                        Reward.of(0.5),
                        Reward.of(1),
                        Reward.missing("no reward was written to /logs/verifier; test.sh exited with code 1"),
                        Reward.missing("the reward is no number: NaN"),
                        Reward.missing("reward.json has no number \"reward\": {\"score\": 1}"));
    }
}
