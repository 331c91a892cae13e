package dev.curfew.examples;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.episode.Episode;
import dev.curfew.episode.EpisodeResult;
import dev.curfew.episode.Outcome;
import dev.curfew.episode.ProcessAgent;
import dev.curfew.episode.TaskFolder;
import dev.curfew.examples.support.JavaPrograms;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.BusyboxRoot;
import dev.curfew.sandbox.fixture.ModuleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainers and agents that are written in Python. */
@WithBackgroundProcesses
@EnabledIfProgram("python3")
class TrainerTests {

    private static final Path PROGRAMS = ModuleFolder.of(TrainerTests.class).resolve("src/main/python");

    @TempDir
    private Path temp;

    @BeforeEach
    void writeATask() throws IOException {
        Path task = temp.resolve("tasks/greet");
        Files.createDirectories(task.resolve("tests"));
        Files.writeString(task.resolve("task.toml"), "version = \"1.0\"\n");
        Files.writeString(task.resolve("instruction.md"), "Write hello into the file greeting.\n");
        Files.writeString(task.resolve("tests/test.sh"), """
                if [ "$(cat greeting)" = hello ]; then echo 1; else echo 0; fi > "$CURFEW_REWARDS/reward.txt"
                """);
    }

    private Command trainer(String episodes, BusyboxRoot root) {
        List<String> arguments = new ArrayList<>(
                List.of("-u", PROGRAMS.resolve("training_loop.py").toString(), episodes));
        arguments.addAll(JavaPrograms.tool(
                        "java",
                        "-Djava.io.tmpdir=" + temp,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.curfew.cli.Main",
                        "episodes",
                        "serve",
                        temp.resolve("tasks").toString(),
                        "--sandbox",
                        "exec:" + String.join(" ", root.entering()))
                .argv());
        return Command.of("python3", arguments.toArray(String[]::new)).withName("trainer");
    }

    @Test
    void driveSeveralEpisodesAtOnce(ProcessRegistry processes) {
        try (BusyboxRoot root = BusyboxRoot.make()) {
            BackgroundProcess trainer = processes.start(trainer("6", root));

            assertThat(trainer).exits().successfully();

            assertThat(trainer.output().text())
                    .contains("greet 0: 0.0 finished clean\n", "greet 5: 1.0 finished clean\n")
                    .endsWith("greet: mean reward 0.5\n");
        }
    }

    @Test
    void leaveNothingWhenTheyAreKilled(ProcessRegistry processes) {
        try (BusyboxRoot root = BusyboxRoot.make()) {
            BackgroundProcess trainer = processes.start(trainer("1000", root));
            trainer.expect("finished clean\n");

            processes.start("kill -KILL " + trainer.pid()).waitFor();

            assertThat(trainer.waitFor()).isInstanceOf(ExitStatus.Signaled.class);
            // Processes in the root have it as their root, and the folder of the session is deleted last.
            BackgroundProcess watch = processes.start(
                    Command.of("sh", "-c", """
                    while ls -l /proc/[0-9]*/root 2>/dev/null | grep -q -- "-> $1\\$" || ls -d "$2"/curfew-*/*-* 2>/dev/null
                    do sleep 0.1; done
                    echo nothing is left""", "sh", root.path().toString(), temp.toString()));
            assertThat(watch).prints("nothing is left");
        }
    }

    @Test
    void agentsActInEpisodesThatJavaRuns() {
        try (BusyboxRoot root = BusyboxRoot.make()) {
            Sandbox sandbox = Sandbox.entering(root.entering().toArray(String[]::new));
            Command agent = Command.of("python3", PROGRAMS.resolve("agent.py").toString());

            EpisodeResult result =
                    Episode.run(TaskFolder.load(temp.resolve("tasks/greet"), sandbox), ProcessAgent.running(agent), 7);

            assertThat(result.outcome()).isEqualTo(new Outcome.Finished());
            assertThat(result.reward().value()).hasValue(1);
            assertThat(result.turns()).isEqualTo(3);
        }
    }
}
