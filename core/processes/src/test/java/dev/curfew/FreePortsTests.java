package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.diagnosis.SpawnException;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.sandbox.Sandbox;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnScope.class)
class FreePortsTests {

    private static final Command ECHO = Command.of("sh", "-c", "echo port=${port} admin=$ADMIN")
            .withEnv("ADMIN", "127.0.0.1:${admin}")
            .withFreePort()
            .withFreePort("admin");

    @Test
    void areInArgumentsAndVariables(ProcessRegistry registry) {
        BackgroundProcess process = registry.start(ECHO);

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(process.output().text())
                .isEqualTo("port=" + process.port() + " admin=127.0.0.1:" + process.port("admin") + "\n");
        assertThat(process.command().toString()).contains("port=" + process.port());
    }

    @Test
    void areNotGivenTwice(ProcessRegistry registry) {
        Set<Integer> ports = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            BackgroundProcess process = registry.start(ECHO);
            assertThat(ports.add(process.port())).isTrue();
            assertThat(ports.add(process.port("admin"))).isTrue();
        }
        assertThat(ports).allMatch(port -> port > 0 && port < 65_536);
    }

    @Test
    void areKeptByARestart(ProcessRegistry registry) {
        BackgroundProcess first = registry.ownedBy("shop")
                .start(Command.shell("echo ${port}; exec sleep 1000").withFreePort());
        first.expect("\n");

        BackgroundProcess second = first.restart();

        assertThat(first.isRunning()).isFalse();
        assertThat(second.expect("\n")).isNotNull();
        assertThat(second.port()).isEqualTo(first.port());
        assertThat(second.output().text()).isEqualTo(first.output().text());
        assertThat(second.owner()).isEqualTo(first.owner());
        assertThat(registry.running()).containsExactly(second);
    }

    @Test
    void areNamedIfThereAreNone(ProcessRegistry registry) {
        BackgroundProcess process = registry.start("true");

        assertThatThrownBy(() -> process.port("admin"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("[true] has no port named [admin]; start it with Command.withFreePort(\"admin\")");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "sandboxes need Linux inside")
    void areOnlyOfThisMachine(ProcessRegistry registry) {
        EnteredSandbox sandbox = registry.enter(Sandbox.parse("exec:env CURFEW_TEST_PLACE=elsewhere"));

        assertThatThrownBy(() -> sandbox.start(ECHO.withPort("admin", 8081)))
                .isInstanceOf(SpawnException.class)
                .hasMessageStartingWith(
                        "Failed to start [echo]: a free port can be chosen only on this machine, not in exec:env")
                .hasMessageContaining("use withPort(\"port\", 8080)");
        BackgroundProcess fixed = sandbox.start(ECHO.withPort("port", 8080).withPort("admin", 8081));
        assertThat(fixed.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(fixed.output().text()).isEqualTo("port=8080 admin=127.0.0.1:8081\n");
        assertThat(registry.running()).isEmpty();
    }
}
