package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.ProcessRegistry;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A container that is made when it is entered is removed with its scope. */
abstract class ContainerContract extends SandboxContract implements FolderContract, OwnEnvironmentContract {

    ContainerContract(SandboxKind kind) {
        super(kind);
    }

    /** {@return the program of the engine} */
    abstract String engine();

    @Test
    @Entering
    void isRemovedWithItsScope() {
        ProcessRegistry scope = ownScope();
        String container = InSandbox.outputOf(scope.start("hostname")).strip();
        assertThat(exists(container)).isTrue();

        assertClean(scope.end());

        assertThat(exists(container)).isFalse();
    }

    @Test
    @Entering
    void isRemovedWithTheJvm() {
        String container = EndedJvm.KILLED.in(kind()).after("host");

        await().until(() -> !exists(container));
    }

    @Test
    void isSafeByDefault() {
        assertThat(run("grep -E 'NoNewPrivs|CapBnd' /proc/self/status; ls /sys/class/net; id -u"))
                .isEqualTo("CapBnd:\t000000000000002b\nNoNewPrivs:\t1\nlo\n0\n");
    }

    @Test
    void isSharedByTheCommandsOfAScope() {
        run("echo note >/tmp/note");

        assertThat(run("cat /tmp/note; rm /tmp/note")).isEqualTo("note\n");
    }

    private boolean exists(String container) {
        try (ProcessRegistry here = ProcessRegistry.open()) {
            return here.start(Command.of(engine(), "container", "inspect", container))
                    .waitFor(Duration.ofSeconds(20))
                    .equals(new ExitStatus.Exited(0));
        }
    }
}
