package dev.curfew.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.OwnScope;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.Requirement;
import dev.curfew.UnprivilegedJvm;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.KillPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A process that no unprivileged process may signal is named, and can be killed again. */
@ExtendWith(OwnScope.class)
class SurvivorTests {

    @TempDir
    private Path folder;

    @BeforeEach
    void checkRequirements() {
        Requirement.rootAndSetpriv();
    }

    private Path programThatBecomesRoot() throws IOException {
        Path program = Files.copy(Path.of("/usr/bin/setpriv"), folder.resolve("become-root"));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setAttribute(program, "unix:mode", 0104755);
        return program;
    }

    @Test
    void isNamedByTheToolAndCanBeKilledAgain(ProcessRegistry registry) throws IOException {
        BackgroundProcess jvm = registry.start(new UnprivilegedJvm(folder)
                .running(KillsTwice.class, "", programThatBecomesRoot().toString()));

        assertThat(jvm.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        List<String> lines = jvm.output().text().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.subList(0, 2))
                .allSatisfy(answer -> assertThat(answer)
                        .startsWith("{\"status\":\"error\"")
                        .contains("\"survivors\":[{\"pid\":")
                        .contains("sleep 1000"));
        assertThat(lines.get(2)).isEqualTo("true");
    }

    static final class KillsTwice {

        private KillsTwice() {}

        public static void main(String[] arguments) {
            KillPolicy policy = new KillPolicy(Duration.ZERO, Duration.ofSeconds(1));
            ProcessRegistry registry = ProcessRegistry.open(RegistryOptions.DEFAULT.withKillPolicy(policy));
            BackgroundProcess root = registry.start(
                    Command.of(arguments[0], "--reuid", "0", "--regid", "0", "--clear-groups", "sleep", "1000"));
            ProcessTool tool = ProcessTool.over(registry);
            String call = "{\"session_id\":\"" + root.id() + "\"}";
            System.out.println(tool.call("kill", call));
            System.out.println(tool.call("kill", call));
            System.out.println(ProcessHandle.of(root.pid()).orElseThrow().isAlive());
            Runtime.getRuntime().halt(0);
        }
    }
}
