package dev.curfew.contract;

import static org.awaitility.Awaitility.await;

import dev.curfew.BackgroundProcess;
import dev.curfew.process.TerminalSize;
import org.junit.jupiter.api.Test;

/** A container of Podman, made for the scope. */
class PodmanContractTests extends ContainerContract {

    PodmanContractTests() {
        super(SandboxKind.PODMAN);
    }

    /** A size that is set before Podman has registered the command is lost, and Podman registers it late. */
    @Override
    @Test
    @Entering
    public void canBeResized() {
        BackgroundProcess process =
                startInTerminal("trap 'echo now $(stty size)' WINCH; echo ready; while :; do sleep 0.05; done");
        process.expect("ready");

        await().until(() -> {
            process.resize(new TerminalSize(66, 22));
            process.resize(new TerminalSize(300, 100));
            return process.output().text().contains("now 100 300\n");
        });

        process.kill();
    }

    @Override
    String engine() {
        return "podman";
    }
}
