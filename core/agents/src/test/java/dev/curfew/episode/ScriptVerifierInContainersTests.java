package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.Command;
import dev.curfew.sandbox.ContainerSandbox;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.ContainerEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("any-jdk")
class ScriptVerifierInContainersTests {

    /** As the format describes it, without variables. */
    private static final String JUDGE = """
            if [ -e /tests/of-the-agent ]; then reward=2
            elif [ -e /planted ]; then reward=1
            elif [ "$(cat answer)" = 42 ]; then reward=0.5
            else reward=0; fi
            echo $reward >/logs/verifier/reward.txt
            """;

    private static final String ACT = """
            mkdir -p /tests /logs/verifier
            touch /planted /tests/of-the-agent
            echo 9 >/logs/verifier/reward.txt
            echo 42 >answer""";

    @TempDir
    private Path temp;

    private final ContainerSandbox container = Sandbox.docker(ContainerEngine.DOCKER.busybox());

    private Task task(String settings, Sandbox sandbox) {
        String all = "[environment]\nworkdir = \"/work\"\n" + settings;
        return TaskFolder.load(TaskOnDisk.write(temp, all, JUDGE), sandbox);
    }

    private static Reward rewardFor(Task task, String act) {
        try (Episode episode = Episode.open(task, 1)) {
            Command command = Command.shell(act).inDirectory(Path.of(episode.directory()));
            assertThat(episode.sandbox().start(command).waitFor().success()).isTrue();
            return episode.verify();
        }
    }

    @Test
    void replacesTheFoldersOfTheFormat() {
        assertThat(rewardFor(task("", container), ACT).value()).hasValue(1);
    }

    @Test
    void judgesInAContainerThatHasNothingOfTheAgentButOneFolder() {
        Reward reward = rewardFor(task("[verifier]\nown_container = \"/work\"\n", container), ACT);

        assertThat(reward.value()).as(reward.toString()).hasValue(0.5);
    }

    /** A mount leads out of the container: its contents do not belong to the container. */
    @Test
    void deletesNothingInMounts() throws IOException {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path precious = Files.writeString(outside.resolve("precious"), "not ours");

        for (String mount : new String[] {"/tests", "/logs", "/logs/verifier/more"}) {
            Reward reward = rewardFor(task("", container.withOptions("--volume", outside + ":" + mount)), "true");

            assertThat(reward.value()).isEmpty();
            assertThat(reward.reason()).endsWith("for /tests and /logs/verifier: [" + mount + "] is a mount there");
            assertThat(precious).hasContent("not ours");
        }
    }
}
