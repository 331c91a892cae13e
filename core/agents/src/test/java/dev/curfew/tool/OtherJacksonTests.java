package dev.curfew.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.episode.EpisodeServer;
import dev.curfew.episode.Episodes;
import dev.curfew.episode.Task;
import dev.curfew.episode.TaskFolder;
import dev.curfew.process.Command;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.Patience;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The version of Jackson's annotations is that of the first library on the class path which brings them, and Jackson's
 * mapper fails if it is not its own. Curfew needs no annotations at all, so no version can be the wrong one.
 */
class OtherJacksonTests {

    @TempDir
    private Path folder;

    @Test
    void needsNoAnnotationsOfJackson() throws IOException {
        Path task = Files.createDirectories(folder.resolve("tasks/greet/tests")).getParent();
        Files.writeString(task.resolve("task.toml"), "version = \"1.0\"\n[agent]\ntimeout_sec = 60.5\n");
        Files.writeString(task.resolve("instruction.md"), "Greet\n");
        Files.writeString(task.resolve("tests/test.sh"), "echo 1 > $CURFEW_REWARDS/reward.txt\n");
        String classPath = Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> !entry.contains("jackson-annotations"))
                .collect(Collectors.joining(File.pathSeparator));
        try (ProcessRegistry processes = ProcessRegistry.open()) {
            BackgroundProcess jvm = processes.start(Command.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            classPath,
                            Program.class.getName(),
                            folder.toString())
                    .separateErrors());

            assertThat(jvm.waitFor(Patience.LIMIT).success())
                    .as(jvm.errors().text())
                    .isTrue();
            assertThat(jvm.output().text())
                    .contains("no annotations\n")
                    .contains("{\"status\":\"ok\",\"running\":0,")
                    .contains("{\"id\":1.5,\"tasks\":[{\"name\":\"greet\",\"instruction\":\"Greet\"}]}\n")
                    .contains("\"planned\" : 1,");
        }
    }

    /** Uses all that reads or writes JSON or TOML. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            if (ClassLoader.getSystemResource("com/fasterxml/jackson/annotation/JsonProperty.class") == null) {
                System.out.println("no annotations");
            }
            try (ProcessRegistry registry = ProcessRegistry.open()) {
                ProcessTool tool = ProcessTool.over(registry);
                System.out.println(tool.call("{\"action\":\"list\"}"));
                System.out.println(ProcessTool.definition(ToolFormat.MCP));
            }
            List<Task> tasks = TaskFolder.loadAll(folder.resolve("tasks"), Sandbox.local());
            byte[] request = "{\"op\":\"tasks\",\"id\":1.5}\n".getBytes(StandardCharsets.UTF_8);
            EpisodeServer.of(tasks).serve(new ByteArrayInputStream(request), System.out);
            Episodes episodes = Episodes.of(tasks)
                    .withAgents((task, seed) -> observation -> List.of())
                    .withResults(folder.resolve("results.jsonl"));
            episodes.run();
            System.out.println(episodes.run().json());
            System.exit(0);
        }
    }
}
