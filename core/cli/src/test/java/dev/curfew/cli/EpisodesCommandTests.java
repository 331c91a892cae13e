package dev.curfew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EpisodesCommandTests extends CliTestCase {

    private String tasks = "";

    @BeforeEach
    void writeATask() throws IOException {
        Path task = temp.resolve("tasks/greet");
        Files.createDirectories(task.resolve("tests"));
        Files.writeString(task.resolve("task.toml"), "version = \"1.0\"\n");
        Files.writeString(task.resolve("instruction.md"), "Greet\n");
        Files.writeString(
                task.resolve("tests/test.sh"), "grep -c hello greeting > $CURFEW_REWARDS/reward.txt; pwd; exit 0\n");
        tasks = task.getParent().toString();
    }

    @Test
    void areServedUntilTheRequestsEnd() {
        List<String> argv = Cli.jvm(temp, List.of(), Main.class);
        argv.addAll(List.of("episodes", "serve", tasks, "--sandbox", "exec:chroot /", "--episodes", "1"));
        BackgroundProcess server = registry.start(Command.of(argv).withName("curfew"));

        server.submit("{\"op\":\"tasks\",\"id\":7}");
        server.expect("{\"id\":7,\"tasks\":[{\"name\":\"greet\",\"instruction\":\"Greet\"}]}\n");
        server.closeInput();

        assertThat(server.waitFor().success()).isTrue();
    }

    @Test
    void areRunWithAProgram() {
        String results = temp.resolve("results.jsonl").toString();
        String agent = """
                [ "$*" = "--help @nothing" ] || exit 1
                read -r seen; echo '{"calls":[{"action":"start","command":"echo hello > greeting","wait":20}]}'
                read -r seen; echo '{"done":true}'""";
        String[] arguments = {
            "episodes",
            "run",
            tasks,
            "--results",
            results,
            "--times",
            "3",
            "--concurrency",
            "2",
            "--sandbox",
            "local",
            "--agent",
            "sh",
            "-c",
            agent,
            "sh",
            "--help",
            "@nothing"
        };

        Cli.Said said = curfew(arguments);

        assertThat(said.err()).contains("episodes 3/3 finished in ");
        assertThat(said.code()).isZero();
        assertThat(Path.of(results)).content().contains("\"reward\":1.0");
        assertThat(curfew(arguments).out()).as("resumed").contains("3");
    }

    @Test
    void sayWhatIsWrongWithTheArguments() {
        assertThat(curfew("episodes").err())
                .startsWith("curfew episodes: Missing required subcommand\nUsage: curfew episodes [-h] COMMAND\n");
        assertThat(curfew("episodes", "run", tasks).err())
                .startsWith("curfew episodes run: Missing required options: '--results=FILE', '--agent=COMMAND'\n");
        assertThat(curfew("episodes", "run", tasks, "--results", "x", "--agent").err())
                .startsWith("curfew episodes run: Missing required parameter for option '--agent' (COMMAND)\n");
        assertThat(curfew("episodes", "serve", temp.toString()).err())
                .isEqualTo("curfew: No folder in " + temp + " has a task.toml\n");
        assertThat(curfew("episodes", "serve", tasks, "--episodes", "many").err())
                .startsWith(
                        "curfew episodes serve: Invalid value for option '--episodes': it must be a number from 1 to"
                                + " 999999: many\n");
    }
}
