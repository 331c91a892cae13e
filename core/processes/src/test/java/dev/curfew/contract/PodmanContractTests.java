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

    /** What comes before Podman has noted that a command runs is lost, and it takes its time to note that. */
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
