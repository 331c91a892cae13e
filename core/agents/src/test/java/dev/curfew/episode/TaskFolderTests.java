package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.curfew.process.Command;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.BusyboxRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
                env = { EXPECTED = "made" }

                [environment]
                docker_image = "debian:12"
                cpus = 2
                memory_mb = 512
                """);
        write(
                "tests/test.sh",
                "if test -e \"$EXPECTED\"; then echo 1; else echo 0; fi > \"$CURFEW_REWARDS/reward.txt\"");
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
                .isEqualTo(
                        Sandbox.docker("debian:12").withOptions("--cpus", "2").withOptions("--memory", "512m"));
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
        requireToBeJudged(TaskFolder.load(folder, Sandbox.local()));
    }

    /** The root is not a container that Curfew made, so what is in its folders belongs to others. */
    @Test
    void leaveFoldersAloneInPlacesThatCurfewHasNotMade() throws IOException {
        try (BusyboxRoot busybox = BusyboxRoot.make()) {
            Path tests = Files.createDirectories(busybox.path().resolve("tests"));
            Path logs = Files.createDirectories(busybox.path().resolve("logs/verifier"));
            Files.writeString(tests.resolve("precious"), "not ours");
            Files.writeString(logs.resolve("reward.txt"), "7");

            requireToBeJudged(
                    TaskFolder.load(folder, Sandbox.entering(busybox.entering().toArray(String[]::new))));

            assertThat(tests).isDirectoryNotContaining(path -> !path.endsWith("precious"));
            assertThat(tests.resolve("precious")).hasContent("not ours");
            assertThat(logs).isDirectoryNotContaining(path -> !path.endsWith("reward.txt"));
            assertThat(logs.resolve("reward.txt")).hasContent("7");
        }
    }

    private static void requireToBeJudged(Task task) {
        try (Episode episode = Episode.open(task, 1)) {
            assertThat(episode.verify().value()).hasValue(0);
        }
        try (Episode episode = Episode.open(task, 1)) {
            episode.sandbox()
                    .start(Command.of("touch", "made").inDirectory(Path.of(episode.directory())))
                    .waitFor();
            assertThat(episode.verify().value()).hasValue(1);
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
                .withMessageContaining("has no task.toml; task.yaml is the format of the first Terminal-Bench");
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        write("task.toml", "[agent]\ntimeout_sec = \"soon\"\n[environment]\ndocker_image = \"x\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskFolder.load(folder))
                .withMessage("Task " + folder
                        + ": agent.timeout_sec in task.toml must be a positive number of seconds: \"soon\"");

        write("task.toml", "[agent]\ntimeout_sec = 2026-11-29\n[environment]\ndocker_image = \"x\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskFolder.load(folder))
                .withMessageEndingWith("must be a positive number of seconds: \"2026-11-29\"");

        write("task.toml", "[verifier]\nkeep_processes = \"no\"\n[environment]\ndocker_image = \"x\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskFolder.load(folder))
                .withMessage("Task " + folder + ": verifier.keep_processes in task.toml must be true or false: \"no\"");

        write("task.toml", "[agent\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskFolder.load(folder))
                .withMessageStartingWith("Task " + folder + " has an unreadable task.toml, line 1: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "app", "/app/", "/app/../etc", "/a b", "/a\\\\040b", "/a\\u0000b"})
    void areJudgedInAContainerOfTheirOwnOnlyWithAFolder(String path) throws IOException {
        write("task.toml", "[verifier]\nown_container = \"" + path + "\"\n[environment]\ndocker_image = \"x\"");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskFolder.load(folder))
                .withMessageStartingWith(
                        "Task " + folder + ": verifier.own_container in task.toml must be the absolute path,"
                                + " without blanks, of the folder of the agent that is judged: ");
    }

    @Test
    void areJudgedInAContainerOfTheirOwnOnlyIfTheAgentActsInOneThatCurfewMakes() throws IOException {
        String settings = "[environment]\ndocker_image = \"x\"\n[verifier]\nown_container = \"/srv/app\"\n";
        write("task.toml", settings);
        assertThat(TaskFolder.load(folder).sandbox()).isEqualTo(Sandbox.docker("x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskFolder.load(folder, Sandbox.ssh("build-7")))
                .withMessage("Task " + folder
                        + ": verifier.own_container needs a sandbox that is a new container, but it is: ssh:build-7");

        write("task.toml", settings + "keep_processes = true\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskFolder.load(folder))
                .withMessage("Task " + folder + ": verifier.keep_processes in task.toml must be false:"
                        + " verifier.own_container has no processes of the agent: true");
    }
}
