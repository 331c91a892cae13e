package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.expect.Expectation;
import dev.curfew.process.Command;
import dev.curfew.sandbox.SlurmSandbox;
import dev.curfew.sandbox.fixture.HostProcesses;
import dev.curfew.sandbox.fixture.Patience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A job on a real Slurm cluster, whose only node is this machine. */
class SlurmContractTests extends SandboxContract implements FolderContract, OwnEnvironmentContract {

    SlurmContractTests() {
        super(SandboxKind.SLURM);
    }

    /** So that output arrives before its line ends, Slurm gives commands a terminal for it, which changes no byte. */
    @Override
    @Test
    public void isNoTerminalOtherwise() {
        assertThat(run("[ -t 0 ] || [ ! -t 1 ] || echo output only")).isEqualTo("output only\n");
    }

    /** Only srun itself tells the job that its input has ended, and it may be killed before it does. */
    @Test
    void endsAllThoughNoClientReportsTheDeathOfTheJvm() {
        assertEndsAllThoughClientsAreStopped((SlurmSandbox) sandbox());
    }

    /** Slurm kills the processes of a step at once. */
    @Test
    void endsAllInAnAllocationThoughNoClientReportsTheDeathOfTheJvm() {
        String name = "allocation-" + HostProcesses.uniqueNumber();
        client("salloc", "--no-shell", "--ntasks=1", "--job-name=" + name);
        String job = client("squeue", "--noheader", "--name=" + name, "--format=%A");
        try {
            assertEndsAllThoughClientsAreStopped(((SlurmSandbox) sandbox()).withAllocation(job));

            assertThat(client("squeue", "--noheader", "--jobs=" + job, "--format=%T"))
                    .isEqualTo("RUNNING");
        } finally {
            client("scancel", job);
        }
    }

    private void assertEndsAllThoughClientsAreStopped(SlurmSandbox sandbox) {
        String number = HostProcesses.uniqueNumber();
        String tree = "(setsid sleep \"$1\" &); trap '' TERM; echo up; sleep \"$1\"";
        try (ProcessRegistry here = ProcessRegistry.open(OPTIONS)) {
            BackgroundProcess jvm = here.start(onCluster(OtherJvm.thatStarts(sandbox, tree, number)));
            String folder =
                    jvm.expect(Expectation.regex("guard is (.*)/guard\n")).group(1);
            ProcessHandle.of(jvm.pid()).stream()
                    .flatMap(ProcessHandle::descendants)
                    .map(ProcessHandle::pid)
                    .filter(pid -> HostProcesses.name(pid).equals("srun"))
                    .forEach(pid -> InSandbox.outputOf(here.start(Command.of("kill", "-STOP", Long.toString(pid)))));

            ProcessHandle.of(jvm.pid()).orElseThrow().destroyForcibly();

            HostProcesses.awaitNone(number, Patience.LIMIT);
            await().until(() -> !Files.exists(Path.of(folder)));
        }
    }

    private String client(String... argv) {
        try (ProcessRegistry here = ProcessRegistry.open(OPTIONS)) {
            return InSandbox.outputOf(here.start(onCluster(Command.of(List.of(argv)))))
                    .strip();
        }
    }

    private Command onCluster(Command command) {
        Command changed = command;
        for (Map.Entry<String, String> variable : kind().prepare().environment().entrySet()) {
            changed = changed.withEnv(variable.getKey(), variable.getValue());
        }
        return changed;
    }
}
